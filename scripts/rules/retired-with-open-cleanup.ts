import type { Rule } from "./rule.ts";
import { quote } from "./words.ts";

export const retiredWithOpenCleanup: Rule = {
  name: "retired-with-open-cleanup",
  severity: "error",
  check: ({ plan }) => {
    if (plan.standing !== "retired") return [];
    return plan.cleanup.flatMap(({ done, text }, i) => {
      if (done) return [];
      const message = `the plan is retired, which removes its flags from the stores, and clean-up task ${i + 1} of ${plan.cleanup.length}, ${quote(text)}, is not done: do it first and write done: true`;
      return [{ at: ["cleanup", i, "done"], message }];
    });
  },
};
