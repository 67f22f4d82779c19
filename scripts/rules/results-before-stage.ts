import type { Results } from "../flag/results.ts";
import { ahead, standingIndex } from "./climb.ts";
import type { Rule } from "./rule.ts";
import { quote } from "./words.ts";

export const resultsBeforeStage: Rule = {
  name: "results-before-stage",
  severity: "warning",
  check: ({ plan }) => {
    // A revert leaves the results of the stages it fell from: those had begun.
    const fallen = plan.reverts.map(({ from }) => standingIndex({ stages: plan.stages, standing: from }));
    const highest = Math.max(-1, ...fallen);
    return ahead(plan)
      .filter(({ index, stage }) => index > highest && written(stage.results).length > 0)
      .map(({ index, stage }) => ({
        at: ["stages", index, "results"],
        message: `stage ${quote(stage.name)} has results (${written(stage.results).join(", ")}) and the plan stands in ${quote(plan.standing)}, below it: what has not happened yet has no results; write ~ until it has`,
      }));
  },
};

/** Which parts of the results somebody has filled in; `n/a` and `tbd` say nothing about what happened. */
function written({ answers, confirmed, observed, measured }: Results): readonly string[] {
  const said = Object.entries(answers).filter(
    ([, answer]) => answer !== null && !/^(?:n\/a|tbd)$/i.test(String(answer)),
  );
  const lists = { confirmed, observed: Object.keys(observed), measured: Object.keys(measured) };
  return [
    ...said.map(([key]) => quote(key)),
    ...Object.entries(lists).flatMap(([key, names]) => (names.length > 0 ? [key] : [])),
  ].slice(0, 5);
}
