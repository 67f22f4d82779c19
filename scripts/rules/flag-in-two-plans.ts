import type { Found, Rule } from "./rule.ts";
import { list, quote } from "./words.ts";

export const flagInTwoPlans: Rule = {
  name: "flag-in-two-plans",
  severity: "error",
  check: ({ plan, claims }) =>
    plan.flags.flatMap(({ key }): readonly Found[] => {
      const others = [...new Set(claims.get(key))].filter((name) => name !== plan.name);
      if (others.length === 0) return [];
      const message = `flag ${quote(key)} is also in ${others.length === 1 ? "plan" : "plans"} ${list(others)}: two plans would overwrite each other in the stores; keep it in one, and delete a retired plan's file before its key is used again`;
      return [{ at: ["flags", key], message }];
    }),
};
