import { toLeave } from "./climb.ts";
import { lengthOf } from "./clock.ts";
import { criteriaOf } from "./queries.ts";
import type { Rule } from "./rule.ts";
import { quote } from "./words.ts";

export const deadlineShorterThanSoak: Rule = {
  name: "deadline-shorter-than-soak",
  severity: "warning",
  check: ({ plan }) =>
    toLeave(plan).flatMap(({ index, stage }) =>
      criteriaOf(stage, plan.metrics)
        .filter(({ deadline }) => deadline !== null && lengthOf(deadline) < lengthOf(stage.soak))
        .map(({ name, deadline }) => ({
          at: ["stages", index, "soak"],
          message: `stage ${quote(stage.name)} soaks ${stage.soak.toISO()} and metric ${quote(name)} must have passed after ${deadline!.toISO()}, before the stage can be left at all: lengthen the deadline, or shorten the soak`,
        })),
    ),
};
