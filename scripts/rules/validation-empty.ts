import type { Rule } from "./rule.ts";

export const validationEmpty: Rule = {
  name: "validation-empty",
  severity: "warning",
  check: ({ plan }) => {
    if (plan.standing !== "planned" || plan.validation.length > 0) return [];
    const message =
      "the plan has no validation tasks, so nothing is checked before it leaves planned: list what must be done first, such as tests in staging and the go/no-go meeting";
    return [{ at: ["standing"], message }];
  },
};
