import { queriesOf } from "./queries.ts";
import type { Rule } from "./rule.ts";
import { quote } from "./words.ts";

export const analyticsReverts: Rule = {
  name: "analytics-reverts",
  severity: "error",
  check: ({ plan, settings }) => {
    const late = settings.providers.filter(({ kind }) => kind === "google-analytics").map(({ name }) => name);
    return plan.metrics
      .filter(({ onFail }) => onFail === "revert")
      .filter((metric) => queriesOf(metric).some(({ query }) => late.includes(query.provider)))
      .map(({ name }) => ({
        at: ["metrics", name, "onFail"],
        message: `metric ${quote(name)} promises to revert on Google Analytics, whose days are complete two days later: write onFail: hold, and revert on a number that comes sooner`,
      }));
  },
};
