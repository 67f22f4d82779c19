import { steps } from "./climb.ts";
import type { Rule } from "./rule.ts";
import { quote } from "./words.ts";

export const percentFalls: Rule = {
  name: "percent-falls",
  severity: "error",
  check: ({ plan }) =>
    steps(plan)
      .filter(({ percent, before }) => percent < before.percent)
      .map(({ index, stage, percent, before }) => ({
        at: ["stages", index, "exposure", "percent"],
        message: `stage ${quote(stage.name)} shows ${percent} % of users, fewer than the ${before.percent} % of ${quote(before.stage!.name)} before it: a rollout only adds people; raise it to at least ${before.percent} or revert instead`,
      })),
};
