import type { Measurement } from "../../flag/measurement.ts";
import type { Metric } from "../../flag/metric.ts";
import { after, showDuration } from "../../flag/time.ts";
import type { Finding } from "../gate.ts";
import { verdictWords } from "../gate.ts";
import { measuredFrom, type Stay, windowOf } from "./ask.ts";
import { judgeCount } from "./count.ts";
import { error, type Judgement, wait, worstOf } from "./judgement.ts";
import { withDeadline, withPatience } from "./patience.ts";
import { judgeRatio } from "./ratio.ts";
import { judgeShare } from "./share.ts";
import { judgeValue } from "./value.ts";

/**
 * One metric asked of one stay, judged by its newest measurement alone: what was seen before is never remembered.
 * A guardrail's outcome counts; what an observed metric found is told in a finding that passes.
 */
export function judgeCriterion(metric: Metric, measurement: Measurement | null, stay: Stay): Finding {
  const gate = metric.measure.kind === "share" ? "exposure" : "criteria";
  const { code, ...judged } = withDeadline(judge(metric, measurement, stay), metric, stay);
  const shape = { gate, about: metric.name } as const;
  if (metric.role === "guardrail") return { ...shape, ...judged, reason: `${gate}.${code}` };
  const because = `only observed: ${verdictWords[judged.outcome]}, ${judged.because}`;
  return { ...shape, outcome: "pass", reason: `${gate}.observed`, because };
}

/** The order that decides: too early, not measured, stale, then what the numbers say. */
function judge(metric: Metric, measurement: Measurement | null, stay: Stay): Judgement {
  const entry = measuredFrom(metric, stay);
  if (stay.since === null || entry === null) {
    return error("since-unknown", "when the stage began is not known, so there is no window to ask about");
  }
  const { from, to } = windowOf(metric, stay);
  if (from >= to) {
    const until = after(entry, metric.settle);
    return wait("fresh", "the first data of this stage is not complete yet", { waitsFor: "the first data", until });
  }
  if (measurement === null) return error("not-measured", `${metric.name} was not measured`);
  const stale = staleness(metric, measurement, stay.now, stay.since);
  if (stale !== null) return wait("stale", stale, { waitsFor: "a new measurement" });
  return worstOf(tests(metric, measurement, stay));
}

/** Why a measurement says nothing about this stay any more, or null. */
function staleness(
  metric: Metric,
  { askedAt, window }: Measurement,
  now: Stay["now"],
  since: Stay["now"],
): string | null {
  if (askedAt < since || window.from < since) return "measured before this stage was entered";
  if (window.from >= window.to) return "measured before there was complete data";
  if (after(askedAt, metric.maxAge) < now) return `measured more than ${showDuration(metric.maxAge)} ago`;
  return null;
}

/** The tests of a metric, each with its own answer. */
function tests(metric: Metric, measurement: Measurement, stay: Stay): readonly [Judgement, ...Judgement[]] {
  const { measure } = metric;
  const patient = (judgement: Judgement) => withPatience(judgement, metric, measurement, stay);
  switch (measure.kind) {
    case "share":
      return [patient(judgeShare(metric, stay.percent, measurement))];
    case "count":
      return [patient(judgeCount(metric, measure, measurement))];
    case "value":
      return [patient(judgeValue(metric, measure, measurement))];
    case "ratio": {
      // Silence of the control's side is no reason to lose patience with the flag's own.
      const [own, ...others] = judgeRatio(metric, measure, measurement, stay);
      return [patient(own), ...others];
    }
  }
}
