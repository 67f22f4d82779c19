import { toLeave } from "./climb.ts";
import { criteriaOf } from "./queries.ts";
import type { Rule } from "./rule.ts";
import { quote } from "./words.ts";

export const unreachableSamples: Rule = {
  name: "unreachable-samples",
  severity: "warning",
  check: ({ plan }) =>
    toLeave(plan).flatMap(({ index, stage }) => {
      const expected = stage.expected.uniqueUsers;
      if (expected === null) return [];
      return criteriaOf(stage, plan.metrics)
        .filter(({ unit, minSamples }) => unit === "actor" && minSamples > expected)
        .map(({ name, minSamples }) => ({
          at: ["stages", index, "expected", "uniqueUsers"],
          message: `stage ${quote(stage.name)} expects ${expected} users and metric ${quote(name)} needs ${minSamples} of them: the stage would wait for ever; widen the stage, or lower minSamples`,
        }));
    }),
};
