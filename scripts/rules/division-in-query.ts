import { averagesQuotients, divides } from "./promql.ts";
import { promqlOf } from "./queries.ts";
import type { Found, Rule } from "./rule.ts";
import { quote } from "./words.ts";

export const divisionInQuery: Rule = {
  name: "division-in-query",
  severity: "warning",
  check: ({ plan, settings }) =>
    promqlOf(plan.metrics, settings).flatMap(({ at, metric, part, query }): readonly Found[] => {
      const said = `the ${part} query of metric ${quote(metric.name)}`;
      if (metric.measure.kind === "ratio" && divides(query.query)) {
        const message = `${said} divides: a ratio is judged from counts, and a quotient hides how many events it stands for; ask for one count here, and let bad and total be divided for you`;
        return [{ at: [...at, "query"], message }];
      }
      if (!averagesQuotients(query.query)) return [];
      const message = `${said} averages quotients: an instance with ten events weighs as much as one with ten thousand; make it kind: ratio with sums in bad and total`;
      return [{ at: [...at, "query"], message }];
    }),
};
