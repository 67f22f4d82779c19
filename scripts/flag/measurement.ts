import type { DateTime } from "luxon";

/** What a provider answered to one query, or why it could not. Never a number that is in doubt. */
export type Answered =
  | { readonly kind: "number"; readonly value: number }
  /** Absent, null, NaN, no rows: all the same, never 0 and never a pass. */
  | { readonly kind: "no-data"; readonly why: string }
  | { readonly kind: "error"; readonly reason: ErrorReason; readonly why: string };

/** Why there is no answer to trust. The stable half of a reason code: `criteria.timeout`. */
export type ErrorReason =
  | "config"
  | "auth"
  | "not-found"
  | "bad-query"
  | "rate-limited"
  | "unavailable"
  | "timeout"
  | "network"
  | "redirect"
  | "not-json"
  | "bad-shape"
  | "too-large"
  | "not-finite"
  | "not-a-number"
  | "many-series"
  | "wrong-type"
  | "partial"
  | "coverage";

/**
 * Which query of a metric: the name it has in the plan. Burn-rate pairs ask `bad` and `total` again over their own
 * windows; a `value` metric asks `value` again over distinct windows, `window.1` the newest, to see whether it stays bad.
 */
export type Part =
  | "bad"
  | "total"
  | "value"
  | "samples"
  | "exposed"
  | "eligible"
  | "control.bad"
  | "control.total"
  | `window.${number}.value`
  | `burnRate.${number}.${"long" | "short"}.${"bad" | "total"}`;

/** One metric asked of one stage: plain data, all that the criteria gate needs to judge it. */
export interface Measurement {
  readonly metric: string;
  /** What was asked about: from <= t < to. Empty (from >= to) where it is too early to ask. */
  readonly window: { readonly from: DateTime; readonly to: DateTime };
  readonly askedAt: DateTime;
  readonly parts: Readonly<Partial<Record<Part, Asked>>>;
}

export interface Asked {
  readonly provider: string;
  /** The query as it was sent, placeholders filled in. */
  readonly query: string;
  readonly answer: Answered;
}
