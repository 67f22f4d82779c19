import type { ReleasePlan } from "../flag/plan.ts";
import type { PullRequest } from "../flag/review.ts";
import { type MoveRecord, recordOf, writeTrailers } from "./trailers.ts";
import { type PlanReport, titleOf } from "./value.ts";
import { committed, moveTitle, short } from "./words/commit.ts";
import { exposureLines } from "./words/exposure.ts";
import { moveWords } from "./words/move.ts";
import { few, longest, plural, sentence } from "./words/plain.ts";

export { proposalText } from "./proposal.ts";
export { type MoveRecord, parseTrailers, type Trailers } from "./trailers.ts";

/** The commit that a merge at Go makes: what moved, for whom, and in trailers by whom approved, on what evidence. */
export function mergeMessage(
  judged: readonly PlanReport[],
  { number }: PullRequest,
): { readonly title: string; readonly message: string } {
  const moved = judged.filter(({ verdict }) => verdict.move.kind !== "stay");
  const only = moved.length === 1 ? moved[0]! : null;
  const said = moved.map((plan) =>
    [...(only === null ? [`${moveLine(plan)}.`] : []), ...exposureText(plan)].join("\n"),
  );
  return {
    title: `${only === null ? `Move ${plural(moved.length, "plan")}` : moveLine(only)} (#${number})`,
    message: [...said, writeTrailers(moved.map(recordOf))].filter((part) => part !== "").join("\n\n"),
  };
}

/** The commit that takes a plan down; its first line is the title of a pull request too. */
export function revertMessage(
  plan: ReleasePlan,
  to: string,
  { because, evidence }: { readonly because: string; readonly evidence: string | null },
): string {
  const move = { kind: "revert", plan: plan.name, from: plan.standing, to } as const;
  const record: MoveRecord = {
    plan: plan.name,
    move: "revert",
    from: plan.standing,
    to,
    approvals: [],
    measurements: [],
    because,
    digest: null,
  };
  const seen = evidence === null ? "" : ` Evidence: ${committed(evidence, longest.line)}`;
  const why = `Because: ${sentence(committed(because, longest.sentence))}${seen}`;
  return [moveTitle(plan.title, moveWords(move, short)), why, writeTrailers([record])].join("\n\n");
}

const moveLine = ({ subject, verdict }: PlanReport) => moveTitle(titleOf(subject), moveWords(verdict.move, short));

function exposureText({ subject, exposure }: PlanReport): readonly string[] {
  return exposureLines(subject.base ?? subject.head, exposure).map(({ flags, environment, change, people }) => {
    const names = few(flags.map((flag) => committed(flag, longest.name)));
    const known = people === null ? "" : `, ${people}`;
    return `- ${names} in ${committed(environment, longest.name)}: ${change}${known}`;
  });
}
