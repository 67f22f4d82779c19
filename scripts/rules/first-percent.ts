import { ahead, guarded } from "./climb.ts";
import type { Rule } from "./rule.ts";
import { quote } from "./words.ts";

export const firstPercent: Rule = {
  name: "first-percent",
  severity: "error",
  check: ({ plan, settings }) =>
    ahead(plan)
      .filter((step) => guarded(step, settings) && step.before.percent === 0)
      .filter(({ percent }) => percent > settings.policy.firstPercentAtMost)
      .map(({ index, stage, percent }) => ({
        at: ["stages", index, "exposure", "percent"],
        message: `stage ${quote(stage.name)} goes from nobody to ${percent} % of users at once, more than the ${settings.policy.firstPercentAtMost} % that policy.firstPercentAtMost allows: add a smaller stage before it`,
      })),
};
