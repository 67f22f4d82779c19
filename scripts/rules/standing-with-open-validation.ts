import type { Rule } from "./rule.ts";
import { quote } from "./words.ts";

export const standingWithOpenValidation: Rule = {
  name: "standing-with-open-validation",
  severity: "error",
  check: ({ plan }) => {
    if (!plan.stages.some(({ name }) => name === plan.standing)) return [];
    return plan.validation.flatMap(({ done, text }, i) => {
      if (done) return [];
      const message = `the plan stands in ${quote(plan.standing)} and validation task ${i + 1} of ${plan.validation.length}, ${quote(text)}, is not done: do it and write done: true, or bring the plan back to planned`;
      return [{ at: ["validation", i, "done"], message }];
    });
  },
};
