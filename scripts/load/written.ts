import type { FlagValue } from "../flag/plan.ts";

/** A release plan as it is written, once it has the schema's shape: nothing filled in, dates and durations still text. */
export interface WrittenPlan {
  readonly title: string;
  readonly owner: string;
  readonly standing: string;
  readonly timezone?: string;
  readonly links?: Readonly<Record<string, string>>;
  readonly flags: Readonly<Record<string, WrittenFlag>>;
  readonly validation?: readonly WrittenTask[];
  readonly approvals?: readonly string[];
  readonly rollback?: { readonly text: string; readonly watchers?: readonly string[]; readonly to?: string };
  readonly metrics?: Readonly<Record<string, WrittenMetric>>;
  readonly rollout?: WrittenWindow;
  readonly cohorts?: readonly string[];
  readonly stages: readonly WrittenStage[];
  readonly cleanup?: readonly WrittenTask[];
  readonly postLaunch?: readonly { readonly question: string; readonly answer?: string | null }[];
  readonly reverts?: readonly WrittenRevert[];
  readonly sections?: readonly { readonly heading: string; readonly markdown: string }[];
}

export interface WrittenTask {
  readonly done: boolean;
  readonly text: string;
}

export interface WrittenFlag {
  readonly description?: string;
  readonly type?: "boolean" | "string" | "number" | "object";
  readonly variants?: { readonly on: FlagValue; readonly off: FlagValue };
}

export interface WrittenRevert {
  readonly from: string;
  readonly at: string;
  readonly because: string;
  readonly evidence?: string | null;
  readonly resolved?: string | null;
}

export interface WrittenWindow {
  readonly opens?: string | null;
  readonly closes?: string | null;
  readonly raw?: string;
}

export interface WrittenStage {
  readonly name: string;
  readonly title?: string;
  readonly environment?: string;
  readonly exposure?: {
    readonly actors?: readonly { readonly name: string; readonly id: string | { readonly secret: string } }[];
    readonly percent?: number;
  };
  readonly confirms?: readonly string[];
  readonly window?: WrittenWindow;
  readonly soak?: string;
  readonly criteria?: readonly string[] | { readonly none: string };
  readonly expected?: { readonly uniqueUsers?: number | null };
  readonly results?: WrittenResults;
}

export interface WrittenResults {
  readonly confirmed?: readonly string[];
  readonly observed?: Readonly<Record<string, WrittenObservation>>;
  readonly measured?: Readonly<Record<string, unknown>>;
  readonly answers?: Readonly<Record<string, string | number | boolean | null>>;
  readonly [known: string]: unknown;
}

export interface WrittenObservation {
  readonly value: number;
  readonly samples?: number | null;
  readonly observedBy: string;
  readonly observedAt: string;
  readonly evidence: string;
}

export interface WrittenQuery {
  readonly provider: string;
  readonly query?: string;
}

interface WrittenMetricFields {
  readonly title?: string;
  readonly minSamples?: number;
  readonly role?: "guardrail" | "observe";
  readonly onFail?: "revert" | "hold";
  readonly onNoData?: { readonly after?: string; readonly action?: "hold" | "revert" };
  readonly window?: string;
  readonly initialDelay?: string;
  readonly settle?: string;
  readonly maxAge?: string;
  readonly unit?: "actor" | "request";
  readonly designEffect?: number;
  readonly test?: { readonly alpha?: number; readonly planSamples?: number };
  readonly evidence?: "point" | "upper-bound" | "sequential";
  readonly deadline?: string;
  readonly allowPartial?: boolean;
}

type WrittenObjective = { readonly max: number } | { readonly min: number };

export type WrittenMetric = WrittenMetricFields &
  (
    | {
        readonly kind: "ratio";
        readonly objective: { readonly max: number };
        readonly bad: WrittenQuery;
        readonly total: WrittenQuery;
        readonly control?: { readonly bad: WrittenQuery; readonly total: WrittenQuery; readonly maxRatio: number };
        readonly burnRate?: readonly {
          readonly factor: number;
          readonly long: string;
          readonly short: string;
          readonly minCount: number;
        }[];
      }
    | {
        readonly kind: "count";
        readonly objective: WrittenObjective;
        readonly value: WrittenQuery;
        readonly samples?: WrittenQuery;
      }
    | {
        readonly kind: "value";
        readonly objective: WrittenObjective;
        readonly value: WrittenQuery;
        readonly samples?: WrittenQuery;
        readonly consecutive?: number;
      }
    | { readonly kind: "share"; readonly exposed: WrittenQuery; readonly eligible: WrittenQuery }
  );
