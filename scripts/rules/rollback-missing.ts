import { toLeave } from "./climb.ts";
import type { Rule } from "./rule.ts";
import { quote } from "./words.ts";

export const rollbackMissing: Rule = {
  name: "rollback-missing",
  severity: "error",
  check: ({ plan }) => {
    const first = toLeave(plan).find(({ stage }) => (stage.exposure?.percent ?? 0) > 0);
    if (plan.rollback !== null || first === undefined) return [];
    const message = `stage ${quote(first.stage.name)} shows the flag to ${first.percent} % of users and the plan has no rollback: add rollback: with text: that says when and how the flag comes down, and watchers:`;
    return [{ at: ["stages", first.index, "exposure"], message }];
  },
};
