import type { PullRequest } from "../flag/review.ts";
import type { Evidence, Finding, Outcome, Subject, Verdict } from "../gates/gate.ts";
import type { Diagnostic, Located } from "../load/diagnostic.ts";
import type { ExposureChange } from "../plan/move.ts";

/** Everything said of what a head changes against a base. The one value all readers are rendered from. */
export interface Report {
  /** Commit ids. */
  readonly base: string;
  readonly head: string;
  readonly outcome: Outcome;
  readonly judged: readonly PlanReport[];
  readonly diagnostics: readonly Problem[];
}

/** One move of one plan with all that was known when it was judged. */
export interface PlanReport {
  readonly subject: Subject;
  readonly evidence: Evidence;
  readonly verdict: Verdict;
  readonly exposure: readonly ExposureChange[];
  /** What an edit changes, in words; loosening first. */
  readonly edits: readonly string[];
  /** Of what was judged, so that a later reader can tell whether it is still the same. */
  readonly digest?: string;
  /** Where parts of the head's file stand, for annotations. */
  readonly place?: Located<unknown>["place"];
}

/** A diagnostic with the text it points into, so that a reader sees the line. */
export interface Problem {
  readonly diagnostic: Diagnostic;
  readonly text: string;
}

/** How the readers on a forge are written. */
export interface Writing {
  readonly pullRequest: PullRequest | null;
  /** Whether people who must act are told by an @mention. Nobody else ever is. */
  readonly mention: boolean;
  /** Address of the run that shows what a comment had to cut. */
  readonly more: string | null;
  /** Who merges it at Go; null where nobody does. */
  readonly merging: Merging | null;
}

/** What becomes of a pull request at Go. */
export type Merging =
  /** The pass that judged it merges it. */
  | { readonly kind: "at-once" }
  /** The first pass that finds it no draft any more does. */
  | { readonly kind: "when-ready" }
  /** `why` goes on after "because"; code in it stands between backticks. */
  | { readonly kind: "by-hand"; readonly why: string };

export const quietly: Writing = { pullRequest: null, mention: false, more: null, merging: null };

/** The title people know a plan by; its file's name where neither side loads. */
export function titleOf({ head, base, move }: Subject): string {
  return (head ?? base)?.title ?? move.plan;
}

/** The zone in which a plan's times are read. */
export function zoneOf({ head, base }: Pick<Subject, "head" | "base">): string {
  return (base ?? head)?.timezone ?? "UTC";
}

/** The one finding that matters most: the first of the worst, in the order of the gates. Null at Go. */
export function decisive({ outcome, findings }: Verdict): Finding | null {
  return outcome === "pass" ? null : (findings.find((finding) => finding.outcome === outcome) ?? null);
}
