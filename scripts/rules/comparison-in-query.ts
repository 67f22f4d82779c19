import { comparisonOf } from "./promql.ts";
import { promqlOf } from "./queries.ts";
import type { Found, Rule } from "./rule.ts";
import { quote } from "./words.ts";

export const comparisonInQuery: Rule = {
  name: "comparison-in-query",
  severity: "warning",
  check: ({ plan, settings }) =>
    promqlOf(plan.metrics, settings).flatMap(({ at, metric, part, query }): readonly Found[] => {
      const operator = comparisonOf(query.query);
      if (operator === null) return [];
      const message = `the ${part} query of metric ${quote(metric.name)} compares with ${operator} itself: it answers nothing both when all is well and when there is no data; ask for the number and put the limit in objective`;
      return [{ at: [...at, "query"], message }];
    }),
};
