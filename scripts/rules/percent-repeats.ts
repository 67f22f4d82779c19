import { raises, steps } from "./climb.ts";
import type { Rule } from "./rule.ts";
import { quote } from "./words.ts";

export const percentRepeats: Rule = {
  name: "percent-repeats",
  severity: "warning",
  check: ({ plan }) =>
    steps(plan)
      .filter((step) => step.stage.exposure !== null && step.percent === step.before.percent && !raises(step))
      .map(({ index, stage, percent, before }) => {
        const same =
          before.stage === null ? "nobody new" : `the ${percent} % of ${quote(before.stage.name)} and nobody new`;
        return {
          at: ["stages", index, "exposure"],
          message: `stage ${quote(stage.name)} shows ${same}: leave its exposure out, which makes it a check-in, or raise it`,
        };
      }),
};
