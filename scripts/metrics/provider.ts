import type { DateTime } from "luxon";
import type { Answered } from "../flag/measurement.ts";
import type { Observation } from "../flag/results.ts";

/** One query of one metric over one window. */
export interface Question {
  readonly metric: string;
  readonly query: string;
  /** from <= t < to, in UTC. */
  readonly window: { readonly from: DateTime; readonly to: DateTime };
  /** What a person wrote down for this metric in this stage; only `manual` reads it. */
  readonly observation: Observation | null;
  readonly part: "number" | "samples";
  /** True where the metric takes an answer that the provider itself calls incomplete. Otherwise that is an error. */
  readonly allowPartial?: boolean;
}

/**
 * A source of measurements. It asks for one number and says honestly when there is none: no method throws for what
 * the world does. Every adapter passes test/conformance/provider.ts.
 */
export interface Provider {
  readonly name: string;
  /** The query as it will be sent, `{{window}}` filled in; shown to people. */
  resolve(question: Question): string;
  ask(question: Question): Promise<Answered>;
}
