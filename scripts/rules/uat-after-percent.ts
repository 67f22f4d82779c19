import { steps } from "./climb.ts";
import type { Rule } from "./rule.ts";
import { count, quote } from "./words.ts";

export const uatAfterPercent: Rule = {
  name: "uat-after-percent",
  severity: "warning",
  check: ({ plan }) =>
    steps(plan)
      .filter(({ stage, before, newActors }) => {
        const onlyNamed = typeof stage.exposure?.percent !== "number" && newActors.length > 0;
        return onlyNamed && before.percent > 0 && before.percent < 100;
      })
      .map(({ index, stage, before, newActors }) => ({
        at: ["stages", index, "exposure"],
        message: `stage ${quote(stage.name)} adds ${count(newActors.length, "named actor")} after ${quote(before.stage!.name)} already shows ${before.percent} % of users: people who test come before percentages; move the stage further up in the file`,
      })),
};
