import { judgeCriterion } from "./criteria/judge-criterion.ts";
import { worstFirst } from "./criteria/judgement.ts";
import { newest, stageLeft } from "./criteria.ts";
import type { Gate } from "./gate.ts";

/**
 * Passes where the observed share of users matches the planned percent of the stage being left, for every metric of
 * kind `share` the plan declares. Nothing to say where none is declared, and where nobody or everybody sees the flag.
 */
export const exposureShare: Gate = {
  name: "exposure",
  judge(subject, evidence) {
    const left = stageLeft(subject, evidence);
    if (left === null || left.stay.percent <= 0 || left.stay.percent >= 100) return [];
    const shares = left.plan.metrics.filter(({ measure }) => measure.kind === "share");
    return worstFirst(
      shares.map((metric) => judgeCriterion(metric, newest(evidence.measurements, metric.name), left.stay)),
    );
  },
};
