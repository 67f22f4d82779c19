import type { Rule } from "./rule.ts";
import { quote } from "./words.ts";

export const metricUnused: Rule = {
  name: "metric-unused",
  severity: "warning",
  check: ({ plan }) => {
    const asked = new Set(plan.stages.flatMap(({ criteria }) => criteria));
    // A share is no criterion: the exposure gate asks it of every stage with a percentage.
    return plan.metrics
      .filter(({ name, measure }) => measure.kind !== "share" && !asked.has(name))
      .map(({ name }) => ({
        at: ["metrics", name],
        message: `no stage asks metric ${quote(name)}, so it neither blocks nor reverts anything: name it in a stage's criteria, or remove it`,
      }));
  },
};
