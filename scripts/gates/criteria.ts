import { describeExposure } from "../flag/exposure.ts";
import { exposureAt, stageNamed } from "../flag/ladder.ts";
import type { Measurement } from "../flag/measurement.ts";
import type { ReleasePlan, Stage } from "../flag/plan.ts";
import type { Stay } from "./criteria/ask.ts";
import { judgeCriterion } from "./criteria/judge-criterion.ts";
import { worstFirst } from "./criteria/judgement.ts";
import { stayOf } from "./criteria/stay.ts";
import type { Evidence, Finding, Gate, Subject } from "./gate.ts";

export { judgeCriterion } from "./criteria/judge-criterion.ts";
export { onFailOf } from "./criteria/on-fail.ts";

/** Passes where every criterion of the stage being left does. One finding a criterion, guardrails first, worst first. */
export const criteria: Gate = {
  name: "criteria",
  judge(subject, evidence) {
    const left = stageLeft(subject, evidence);
    return left === null ? [] : judgeStage(left, evidence.measurements);
  },
};

/** The stage a promotion or a retirement leaves, and the stay in it; null for every other move. */
export interface Left {
  readonly plan: ReleasePlan;
  readonly stage: Stage;
  readonly stay: Stay;
}

export function stageLeft({ move, base, settings }: Subject, at: Pick<Evidence, "now" | "since">): Left | null {
  if (base === null || (move.kind !== "promote" && move.kind !== "retire")) return null;
  const stage = stageNamed(base, base.standing);
  const stay = stayOf(base, settings, at);
  return stage === null || stay === null ? null : { plan: base, stage, stay };
}

function judgeStage(left: Left, measurements: readonly Measurement[]): readonly Finding[] {
  const { plan, stage, stay } = left;
  if (stage.criteriaWaived !== null) return [say("pass", "waived", `criteria: none, because ${stage.criteriaWaived}`)];
  const asked = stage.criteria.flatMap((name) => {
    const metric = plan.metrics.find((one) => one.name === name);
    if (metric === undefined) return [{ role: "guardrail", finding: undeclared(name) } as const];
    if (metric.measure.kind === "share") return [];
    return [{ role: metric.role, finding: judgeCriterion(metric, newest(measurements, name), stay) } as const];
  });
  const guardrails = asked.filter(({ role }) => role === "guardrail").map(({ finding }) => finding);
  const observed = asked.filter(({ role }) => role === "observe").map(({ finding }) => finding);
  return [...(guardrails.length > 0 ? worstFirst(guardrails) : [unguarded(left, observed.length)]), ...observed];
}

/** What a stage without a guardrail may do: named actors and check-ins may ask nothing, a share of users may not. */
function unguarded({ plan, stage, stay }: Left, observed: number): Finding {
  if (observed === 0 && stay.percent === 0) {
    const exposure = exposureAt(plan, plan.standing, stage.environment) ?? { actors: [], percent: 0 };
    return say("pass", "named-only", `only ${describeExposure(exposure)} see it and ${stage.name} asks no criterion`);
  }
  if (observed === 0 && stage.exposure === null) {
    return say(
      "pass",
      "check-in",
      `${stage.name} changes no exposure and asks no criterion: its results answer for it`,
    );
  }
  const because =
    observed === 0
      ? `${stage.name} shows the flag to ${stay.percent} % of users and asks no criterion`
      : `${stage.name} asks only what it observes, and nothing of that can block it`;
  return { ...say("wait", "no-guardrail", because), waitsFor: "a guardrail, or criteria: none with a reason" };
}

const undeclared = (name: string): Finding => ({
  ...say("error", "config", `criterion "${name}" names no metric of this plan: declare it under metrics`),
  about: name,
});

const say = (outcome: Finding["outcome"], code: string, because: string): Finding => ({
  gate: "criteria",
  outcome,
  reason: `criteria.${code}`,
  because,
});

/** The newest measurement of a metric decides; null where there is none. */
export function newest(measurements: readonly Measurement[], metric: string): Measurement | null {
  const own = measurements.filter((measurement) => measurement.metric === metric);
  return own.reduce<Measurement | null>(
    (best, one) => (best !== null && best.askedAt >= one.askedAt ? best : one),
    null,
  );
}
