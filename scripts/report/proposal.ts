import { stageNamed } from "../flag/ladder.ts";
import type { Asked, Measurement } from "../flag/measurement.ts";
import type { ReleasePlan } from "../flag/plan.ts";
import { fitted, list, text } from "./comment/blocks.ts";
import { code, prose, row, tableHead } from "./comment/markdown.ts";
import { moveTitle, short } from "./words/commit.ts";
import { moveWords } from "./words/move.ts";

/** The pull request that asks for the next stage: what was measured, and what people still have to say. */
export function proposalText(
  plan: ReleasePlan,
  to: string,
  measurements: readonly Measurement[],
): { readonly title: string; readonly body: string } {
  const from = plan.standing;
  const move = { kind: "promote", plan: plan.name, from, to } as const;
  const stage = stageNamed(plan, from);
  const open = Object.entries(stage?.results.answers ?? {}).filter(([, answer]) => answer === null);
  const asks = [
    ...open.map(([key]) => `- [ ] \`results\` of ${code(from)}: ${code(key)}`),
    ...(stage?.confirms ?? []).map((confirm) => `- [ ] Confirm: ${prose(confirm)}`),
  ];
  const rows = measurements.map((one) => row([code(one.metric), ...numbers(one)]));
  const blocks = [
    text(`Raises ${code(plan.name)} from ${code(from)} to ${code(to)}. The gates judge it below.`),
    ...(rows.length === 0 ? [] : [list(tableHead(["Metric", "Measured", "Window"]), rows)]),
    ...(asks.length === 0 ? [] : [list("**Still to answer in this pull request**\n", asks)]),
  ];
  return {
    title: moveTitle(plan.title, moveWords(move, short)),
    body: fitted(blocks, 60_000, (left) => `_Cut to fit: ${left} lines left out._`),
  };
}

function numbers({ parts, window }: Measurement): readonly [string, string] {
  const found = Object.entries(parts).flatMap(([part, asked]) => (asked ? [`${code(part)} ${said(asked)}`] : []));
  const at = (time: Measurement["askedAt"]) => time.toUTC().toFormat("yyyy-MM-dd HH:mm");
  return [found.join(", "), `${at(window.from)} to ${at(window.to)} UTC`];
}

function said({ answer }: Asked): string {
  switch (answer.kind) {
    case "number":
      return String(Number(answer.value.toPrecision(6)));
    case "no-data":
      return "no data";
    case "error":
      return `could not be told (${answer.reason})`;
  }
}
