import { guarded, raises, toLeave } from "./climb.ts";
import { lengthOf } from "./clock.ts";
import type { Rule } from "./rule.ts";
import { quote } from "./words.ts";

export const soakAtLeast: Rule = {
  name: "soak-at-least",
  severity: "error",
  check: ({ plan, settings }) => {
    const least = settings.policy.soakAtLeast;
    return toLeave(plan)
      .filter((step) => guarded(step, settings) && raises(step))
      .filter(({ stage }) => lengthOf(stage.soak) < lengthOf(least))
      .map(({ index, stage }) => ({
        at: ["stages", index, "soak"],
        message: `stage ${quote(stage.name)} shows the flag to more people and soaks ${stage.soak.toISO()}, less than the ${least.toISO()} of policy.soakAtLeast: write soak: ${least.toISO()} or more`,
      }));
  },
};
