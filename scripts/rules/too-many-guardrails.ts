import { toLeave } from "./climb.ts";
import { criteriaOf } from "./queries.ts";
import type { Rule } from "./rule.ts";
import { list } from "./words.ts";

const most = 5;

export const tooManyGuardrails: Rule = {
  name: "too-many-guardrails",
  severity: "warning",
  check: ({ plan }) => {
    const crowded = toLeave(plan)
      .map(({ index, stage }) => {
        const guardrails = criteriaOf(stage, plan.metrics).filter(({ role }) => role === "guardrail");
        return { index, stage, guardrails: guardrails.length };
      })
      .filter(({ guardrails }) => guardrails > most);
    const first = crowded[0];
    if (first === undefined) return [];
    const names = list(crowded.map(({ stage }) => stage.name));
    const message = `${crowded.length === 1 ? `stage ${names} asks` : `stages ${names} ask`} ${first.guardrails} guardrails, more than ${most}: each can stop or revert a healthy flag by chance; keep the few that decide, and give the others role: observe`;
    return [{ at: ["stages", first.index, "criteria"], message }];
  },
};
