import { login, stances } from "../../gates/reviews.ts";
import type { PlanReport } from "../value.ts";
import { ends } from "../words/move.ts";
import { longest, plain } from "../words/plain.ts";

/** What a commit on the base branch records of one move: who approved it, on what evidence. Read back by `history`. */
export interface MoveRecord {
  readonly plan: string;
  /** The kind of move, as `promote`. */
  readonly move: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly approvals: readonly Approval[];
  readonly measurements: readonly Measured[];
  /** Why a revert was made. */
  readonly because: string | null;
  /** Of what was judged. */
  readonly digest: string | null;
}

/** A review that counted. */
export interface Approval {
  readonly discipline: string;
  /** Login without `@`: a commit that says `@login` would call them. */
  readonly by: string;
  readonly review: string;
}

/** A criterion's inequality, as `0.71 % <= 1 % (14 of 1963)`. */
export interface Measured {
  readonly metric: string;
  readonly said: string;
}

export type Trailers = readonly MoveRecord[];

/** What of a verdict is kept in git. */
export function recordOf({ subject: _, ...plan }: PlanReport): MoveRecord {
  const { verdict, digest } = plan;
  const measured = verdict.findings.filter(({ gate, about }) => gate === "criteria" && about !== undefined);
  return {
    plan: verdict.plan,
    move: verdict.move.kind,
    ...ends(verdict.move),
    approvals: approvalsOf(plan),
    measurements: measured.map(({ about, because }) => ({ metric: about!, said: plain(because, longest.line) })),
    because: null,
    digest: digest ?? null,
  };
}

/** The review behind each discipline that the gate found approved. */
function approvalsOf({ verdict, evidence }: Pick<PlanReport, "verdict" | "evidence">): readonly Approval[] {
  const { pullRequest, entitled } = evidence;
  const counting = (pullRequest === null ? [] : stances(pullRequest)).flatMap((stance) =>
    stance.kind === "approval" && stance.flaw === null ? [stance] : [],
  );
  return verdict.findings.flatMap(({ gate, outcome, about, because }) => {
    if (gate !== "approvals" || outcome !== "pass" || about === undefined) return [];
    const people = Object.hasOwn(entitled, about) ? entitled[about] : undefined;
    const logins = people?.kind === "members" ? people.logins.map(login) : [];
    // The gate gives one person one discipline; its words say which of those who could.
    const speaker = counting.find(({ by }) => logins.includes(by) && because.includes(`@${by} approved`));
    return speaker === undefined ? [] : [{ discipline: about, by: speaker.by, review: speaker.review.id }];
  });
}
