import type { Rule } from "./rule.ts";
import { quote } from "./words.ts";

export const countMinReverts: Rule = {
  name: "count-min-reverts",
  severity: "error",
  check: ({ plan }) =>
    plan.metrics
      .filter(({ measure, onFail }) => onFail === "revert" && measure.kind === "count" && "min" in measure.objective)
      .map(({ name }) => ({
        at: ["metrics", name, "onFail"],
        message: `metric ${quote(name)} promises to revert while a count has not reached its least, but a count below it is early, not bad, and never fails: write onFail: hold, and a deadline after which people are told`,
      })),
};
