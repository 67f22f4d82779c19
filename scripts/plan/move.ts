import type { ReleasePlan } from "../flag/plan.ts";

/** What a pull request does to one plan. Exactly one of these. */
export type Move =
  | { readonly kind: "stay"; readonly plan: string }
  | { readonly kind: "edit"; readonly plan: string; readonly changes: readonly string[] }
  | { readonly kind: "enrol"; readonly plan: string }
  | { readonly kind: "promote"; readonly plan: string; readonly from: string; readonly to: string }
  | { readonly kind: "revert"; readonly plan: string; readonly from: string; readonly to: string }
  | { readonly kind: "retire"; readonly plan: string; readonly from: string }
  /** A retired plan's file is deleted: the end of its story. */
  | { readonly kind: "remove"; readonly plan: string }
  | {
      readonly kind: "illegal";
      readonly plan: string;
      readonly reason: IllegalReason;
      readonly why: string;
      readonly cure: string;
    };

/** Stable codes; scripts/README.md lists each with its cure. */
export type IllegalReason =
  | "move.skips-stage"
  | "move.unknown-stage"
  | "move.leaves-retired"
  | "move.retires-early"
  | "move.enrols-above-planned"
  | "move.down-without-revert"
  | "move.raises-exposure"
  | "move.edits-while-promoting"
  | "move.edits-while-reverting"
  | "move.settings-while-promoting"
  | "move.rewrites-results"
  | "move.rewrites-reverts"
  | "move.deletes-live-plan"
  | "move.drops-live-flag"
  | "move.flag-changes-plan"
  | "move.outside-flags"
  | "move.two-promotions-of-one-plan"
  | "move.diverged";

/** One thing that makes a move illegal: what is wrong with its names and numbers, and the way out. */
export interface Objection {
  readonly reason: IllegalReason;
  readonly why: string;
  /** One imperative sentence. */
  readonly cure: string;
}

/** The two sides of one plan in a pull request; null where the file does not exist on that side. */
export interface Change {
  readonly name: string;
  readonly base: ReleasePlan | null;
  readonly head: ReleasePlan | null;
}

/** A whole pull request as values: the plans it touches, and what else it touches. */
export interface ChangeSet {
  readonly plans: readonly Change[];
  /** Paths outside flags/*.yaml that the pull request changes. */
  readonly otherFiles: readonly string[];
}

/** What a move does to one flag in one environment, in words' raw material. */
export interface ExposureChange {
  readonly flag: string;
  readonly environment: string;
  readonly before: { readonly actors: number; readonly percent: number } | null;
  readonly after: { readonly actors: number; readonly percent: number } | null;
  readonly direction: "raises" | "lowers" | "same" | "moves";
}
