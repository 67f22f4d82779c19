import { queriesOf } from "./queries.ts";
import type { Rule } from "./rule.ts";
import { quote } from "./words.ts";

export const manualReverts: Rule = {
  name: "manual-reverts",
  severity: "error",
  check: ({ plan }) =>
    plan.metrics
      .filter(({ onFail }) => onFail === "revert")
      .filter((metric) => queriesOf(metric).some(({ query }) => query.provider === "manual"))
      .map(({ name }) => ({
        at: ["metrics", name, "onFail"],
        message: `metric ${quote(name)} promises to revert on a value that a person writes down, which is never asked again by itself: write onFail: hold, and let a person revert`,
      })),
};
