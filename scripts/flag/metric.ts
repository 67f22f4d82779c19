import type { Duration } from "luxon";

/** A named definition: what to ask, the objective, and what a failure does. Asked of a stage it is a criterion. */
export interface Metric {
  readonly name: string;
  readonly title: string;
  readonly measure: Measure;
  readonly role: "guardrail" | "observe";
  /** `stage` is the time since the stage was entered; a duration is that much time before now. */
  readonly window: "stage" | Duration;
  /** Time after entering the stage that is not measured. */
  readonly initialDelay: Duration;
  /** The newest data that is not complete yet: the window ends this long before now. */
  readonly settle: Duration;
  /** An evaluation older than this is stale. */
  readonly maxAge: Duration;
  /** Events needed to promote; never needed to revert. */
  readonly minSamples: number;
  readonly unit: "actor" | "request";
  /** Events that come together divide their own weight: retries of one actor, for example. At least 1. */
  readonly designEffect: number;
  readonly test: { readonly alpha: number; readonly planSamples: number };
  readonly evidence: "point" | "upper-bound" | "sequential";
  readonly onFail: "revert" | "hold";
  readonly onNoData: { readonly after: Duration; readonly action: "hold" | "revert" };
  /** After this long in the stage, not passing becomes a hold. */
  readonly deadline: Duration | null;
  readonly allowPartial: boolean;
}

/** Inclusive, with a relative tolerance of 1e-9. */
export type Objective = { readonly max: number } | { readonly min: number };

/** Every kind says which counts or values it needs; each is one query to one provider. */
export type Measure =
  | {
      readonly kind: "ratio";
      readonly objective: { readonly max: number };
      readonly bad: Query;
      readonly total: Query;
      readonly control: Control | null;
      readonly burnRate: readonly BurnRate[];
    }
  | { readonly kind: "count"; readonly objective: Objective; readonly value: Query; readonly samples: Query | null }
  | {
      readonly kind: "value";
      readonly objective: Objective;
      readonly value: Query;
      readonly samples: Query | null;
      readonly consecutive: number;
    }
  /** The observed share of exposed among eligible actors, held against the planned percent: the `exposure` gate. */
  | { readonly kind: "share"; readonly exposed: Query; readonly eligible: Query };

export interface Control {
  readonly bad: Query;
  readonly total: Query;
  /** How many times worse than control is still accepted. */
  readonly maxRatio: number;
}

/** Both windows must exceed factor x objective, each with at least minCount bad events. */
export interface BurnRate {
  readonly factor: number;
  readonly long: Duration;
  readonly short: Duration;
  readonly minCount: number;
}

/** What to ask of which provider. `provider` names an entry of the settings, or the built-in `manual`. */
export interface Query {
  readonly provider: string;
  /** In the provider's own language; `{{window}}` becomes the window's length in whole seconds, written `3600s`. */
  readonly query: string;
}
