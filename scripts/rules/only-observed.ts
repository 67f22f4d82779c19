import { toLeave } from "./climb.ts";
import { criteriaOf } from "./queries.ts";
import type { Rule } from "./rule.ts";
import { list, quote } from "./words.ts";

export const onlyObserved: Rule = {
  name: "only-observed",
  severity: "error",
  check: ({ plan }) =>
    toLeave(plan).flatMap(({ index, stage }) => {
      const asked = criteriaOf(stage, plan.metrics);
      if (asked.length === 0 || asked.some(({ role }) => role === "guardrail")) return [];
      const message = `every metric stage ${quote(stage.name)} asks is role: observe (${list(asked.map(({ name }) => name))}), and what is only observed never passes: make one a guardrail, or write criteria: { none: the reason }`;
      return [{ at: ["stages", index, "criteria"], message }];
    }),
};
