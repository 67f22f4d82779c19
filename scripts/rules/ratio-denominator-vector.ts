import { fillsWithZero } from "./promql.ts";
import { promqlOf } from "./queries.ts";
import type { Rule } from "./rule.ts";
import { quote } from "./words.ts";

export const ratioDenominatorVector: Rule = {
  name: "ratio-denominator-vector",
  severity: "warning",
  check: ({ plan, settings }) =>
    promqlOf(plan.metrics, settings)
      .filter(({ part, query }) => (part === "total" || part === "control.total") && fillsWithZero(query.query))
      .map(({ at, metric, part }) => ({
        at: [...at, "query"],
        message: `the ${part} query of metric ${quote(metric.name)} answers 0 where there is no data at all, so an outage of the measurements looks like a quiet hour: remove or vector(0) here and keep it in bad`,
      })),
};
