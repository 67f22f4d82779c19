import { fillsWithZero, isHistogramDifference } from "./promql.ts";
import { promqlOf } from "./queries.ts";
import type { Rule } from "./rule.ts";
import { quote } from "./words.ts";

export const ratioNumeratorVector: Rule = {
  name: "ratio-numerator-vector",
  severity: "warning",
  check: ({ plan, settings }) =>
    promqlOf(plan.metrics, settings)
      .filter(({ part }) => part === "bad" || part === "control.bad")
      .filter(({ query: { query } }) => !fillsWithZero(query) && !isHistogramDifference(query))
      .map(({ at, metric, part }) => ({
        at: [...at, "query"],
        message: `the ${part} query of metric ${quote(metric.name)} has no answer until the first error happens, so a healthy flag never passes: end it with or vector(0)`,
      })),
};
