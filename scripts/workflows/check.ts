import type { PullRequest } from "../flag/review.ts";
import type { Settings } from "../flag/settings.ts";
import { worst } from "../gates/gate.ts";
import { judge } from "../gates/judge.ts";
import { describeEdits } from "../plan/edits.ts";
import { exposureChanges } from "../plan/exposure.ts";
import type { Move } from "../plan/move.ts";
import { movesOf } from "../plan/moves.ts";
import type { PlanReport, Report } from "../report/value.ts";
import { type Changes, changesBetween } from "./changes.ts";
import { gather } from "./gather.ts";
import type { Ports } from "./ports.ts";
import { share } from "./shared.ts";

/** The report of a change, and what the merge needs to know beside it. */
export interface Check extends Report {
  readonly otherFiles: readonly string[];
  readonly settings: Settings;
}

/**
 * The full verdict on what `head` changes against `base`, as the pull request would get it.
 * Both are commit ids. Throws `Unreadable` where base and head cannot be compared at all.
 */
export async function check(
  ports: Ports,
  {
    base,
    head,
    pullRequest,
  }: { readonly base: string; readonly head: string; readonly pullRequest: PullRequest | null },
): Promise<Check> {
  const changes = await changesBetween(ports.forge.repository, base, head);
  const moves = movesIn(changes);
  const based = changes.changeSet.plans.flatMap(({ base }) => (base === null ? [] : [base]));
  const people = pullRequest === null ? "not needed" : "needed";
  const shared = await share(ports, base, changes.settings, moves.length === 0 ? [] : based, people);
  const judged: PlanReport[] = [];
  for (const move of moves) {
    const change = changes.changeSet.plans.find(({ name }) => name === move.plan);
    const subject = { move, base: change?.base ?? null, head: change?.head ?? null, settings: changes.settings };
    ports.progress(`Judging ${move.plan}`);
    const evidence = await gather(ports, subject, pullRequest, shared);
    const place = changes.places.get(move.plan);
    judged.push({
      ...(place && { place }),
      subject,
      evidence,
      verdict: judge(subject, evidence),
      exposure: change === undefined ? [] : exposureChanges(change, move),
      edits: subject.base !== null && subject.head !== null ? describeEdits(subject.base, subject.head) : [],
    });
  }
  const broken = changes.diagnostics.some(({ diagnostic }) => diagnostic.severity === "error");
  return {
    base,
    head,
    outcome: worst([...judged.map(({ verdict }) => verdict.outcome), ...(broken ? (["fail"] as const) : [])]),
    judged,
    diagnostics: changes.diagnostics,
    otherFiles: changes.changeSet.otherFiles,
    settings: changes.settings,
  };
}

/** A plan that both sides changed since they parted has no base to be judged against: the branch must catch up first. */
export function movesIn({ changeSet, diverged }: Changes): readonly Move[] {
  return movesOf(changeSet).map((move) => (diverged.includes(move.plan) ? divergedMove(move.plan) : move));
}

const divergedMove = (plan: string): Move => ({
  kind: "illegal",
  plan,
  reason: "move.diverged",
  why: `flags/${plan}.yaml changed on the base branch too since this branch left it`,
  cure: "Bring the branch up to date with its base, then it is judged again.",
});
