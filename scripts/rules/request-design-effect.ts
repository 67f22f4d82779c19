import type { Rule } from "./rule.ts";
import { quote } from "./words.ts";

export const requestDesignEffect: Rule = {
  name: "request-design-effect",
  severity: "warning",
  check: ({ plan }) =>
    plan.metrics
      .filter(({ measure, role }) => measure.kind === "ratio" && role === "guardrail")
      .filter(({ unit, designEffect, onFail }) => unit === "request" && designEffect === 1 && onFail === "revert")
      .map(({ name }) => ({
        at: ["metrics", name],
        message: `metric ${quote(name)} counts requests as if they were independent, so one person who tries again four times can revert a healthy flag: count people (unit: actor), or set designEffect to how often a failing request is repeated`,
      })),
};
