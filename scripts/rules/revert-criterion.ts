import { guarded, toLeave } from "./climb.ts";
import { cannotRevert, criteriaOf } from "./queries.ts";
import type { Rule } from "./rule.ts";
import { quote } from "./words.ts";

export const revertCriterion: Rule = {
  name: "revert-criterion",
  severity: "error",
  check: ({ plan, settings }) => {
    const from = settings.policy.requireCriteriaFrom;
    return toLeave(plan)
      .filter((step) => guarded(step, settings) && step.percent > 0 && step.percent >= from)
      .filter(({ stage }) => typeof stage.exposure?.percent === "number")
      .filter(({ stage }) => !criteriaOf(stage, plan.metrics).some(reverts))
      .map(({ index, stage, percent }) => {
        const asks = stage.criteria.length === 0 ? "asks no metric" : "asks no guardrail that can revert";
        const message = `stage ${quote(stage.name)} shows the flag to ${percent} % of users and ${asks}, and policy.requireCriteriaFrom wants one from ${from} %: add a ratio, value or count with a maximum, role: guardrail and onFail: revert, from a provider that is not manual`;
        return { at: ["stages", index, "criteria"], message };
      });
  },
};

function reverts(metric: Parameters<typeof cannotRevert>[0]): boolean {
  return (
    metric.role === "guardrail" &&
    metric.onFail === "revert" &&
    metric.measure.kind !== "share" &&
    cannotRevert(metric) === null
  );
}
