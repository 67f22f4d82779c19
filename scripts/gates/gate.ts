import type { DateTime } from "luxon";
import type { Deployment } from "../flag/deployment.ts";
import type { Measurement } from "../flag/measurement.ts";
import type { ReleasePlan } from "../flag/plan.ts";
import type { Membership, PullRequest } from "../flag/review.ts";
import type { Reading, Wanted } from "../flag/running.ts";
import type { Settings } from "../flag/settings.ts";
import type { Move } from "../plan/move.ts";

/** From best to worst. The verdict is its worst finding's outcome. */
export const outcomes = ["pass", "wait", "error", "fail"] as const;
export type Outcome = (typeof outcomes)[number];

export const gateNames = [
  "move",
  "hold",
  "validation",
  "results",
  "window",
  "soak",
  "running",
  "criteria",
  "exposure",
  "cohort",
  "approvals",
] as const;
export type GateName = (typeof gateNames)[number];

/** One gate's answer: what it decided, and the numbers that decided it. */
export interface Finding {
  readonly gate: GateName;
  readonly outcome: Outcome;
  /** Stable code, gate first: `soak.not-elapsed`. scripts/README.md lists each with its cure. */
  readonly reason: string;
  /** The inequality or fact that decided, in plain words: `0.024 > 0.01 (14 of 583)`. Hostile text inside is not yet escaped. */
  readonly because: string;
  /** What or whom a `wait` waits for. */
  readonly waitsFor?: string;
  /** When a `wait` can end by itself. */
  readonly until?: DateTime;
  /** Which metric, discipline or store it speaks of, where a gate answers several times. */
  readonly about?: string;
}

/** What is judged: one move of one plan, with the rules that hold at base. */
export interface Subject {
  readonly move: Move;
  /** Null where the plan is new. Criteria, windows and approvals come from here. */
  readonly base: ReleasePlan | null;
  /** Null where the file is deleted. Only the requested standing and the results come from here. */
  readonly head: ReleasePlan | null;
  readonly settings: Settings;
}

/** All the world says that gates may use, gathered before any gate runs. Plain data. */
export interface Evidence {
  readonly now: DateTime;
  /**
   * When the standing at base began to be what people see: committer time on the base branch's first-parent history, or
   * when the last store was verified to serve it, whichever is later. Null: not known.
   */
  readonly since: DateTime | null;
  /** Stores not yet verified to serve the standing at base, and why: until they are, its soak has not begun. */
  readonly unverified?: readonly string[];
  readonly measurements: readonly Measurement[];
  /** What the pull request's results say was measured, asked again over the same windows. */
  readonly remeasured?: readonly Measurement[];
  readonly stores: readonly StoreEvidence[];
  /** Null where no pull request is open for the move (the command line, the monitor). */
  readonly pullRequest: PullRequest | null;
  readonly entitled: Readonly<Record<string, Membership>>;
  /** Open hold issues of this plan: title and address. Or why they could not be read. */
  readonly holds: readonly string[] | { readonly why: string };
  /** Places in the code that still name a flag of the plan: `src/download.ts:14`. Null: nobody looked. */
  readonly references: readonly string[] | null;
}

/** One flag in one store: what runs, against what main wants at the current standing and would want at the next. */
export interface StoreEvidence {
  readonly store: string;
  readonly environment: string;
  readonly cohort: string;
  readonly reading: Reading;
  readonly wanted: Wanted;
  /** Whether the store can hold the exposure the move asks for, exactly; the reason where not. */
  readonly holdsNext: { readonly ok: true } | { readonly ok: false; readonly why: string };
  readonly next: Wanted;
  /** What is recorded of the last write, and of when it was verified. */
  readonly deployed?: Deployment | null;
}

/** Pure. A gate that needs the network is a gate whose evidence is missing a field. No finding: the gate has nothing to say about this move. */
export interface Gate {
  readonly name: GateName;
  judge(subject: Subject, evidence: Evidence): readonly Finding[];
}

export interface Verdict {
  readonly plan: string;
  readonly move: Move;
  readonly outcome: Outcome;
  readonly findings: readonly Finding[];
}

/** What people read: Go, Not yet, Cannot tell, No-go. */
export const verdictWords = { pass: "Go", wait: "Not yet", error: "Cannot tell", fail: "No-go" } as const;

/** The worst outcome of several; `pass` for none. */
export function worst(found: readonly Outcome[]): Outcome {
  return outcomes[Math.max(0, ...found.map((outcome) => outcomes.indexOf(outcome)))]!;
}
