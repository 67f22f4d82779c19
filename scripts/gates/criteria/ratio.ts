import type { Measurement } from "../../flag/measurement.ts";
import type { Measure, Metric } from "../../flag/metric.ts";
import { questionsOf, type Stay } from "./ask.ts";
import { judgeBurn } from "./burn-pairs.ts";
import { judgeControl } from "./control.ts";
import { countsOf } from "./counts.ts";
import type { Judgement } from "./judgement.ts";
import { judgeLimit } from "./limit.ts";

/**
 * The tests of a rate, its own limit first. They are independent: each runs whether or not the others can, except that
 * nothing can be compared with the control where the rate itself has no counts. What was due to be asked follows from
 * when it was asked, so that a part that is missing is noticed.
 */
export function judgeRatio(
  metric: Metric,
  measure: Measure & { readonly kind: "ratio" },
  measurement: Measurement,
  stay: Stay,
): readonly [Judgement, ...Judgement[]] {
  const { control, burnRate, objective } = measure;
  const alone = control === null && burnRate.length === 0;
  const asked = alone ? [] : questionsOf(metric, { ...stay, now: measurement.askedAt }).map(({ part }) => part);
  const due = burnRate.flatMap((_, i) => (asked.includes(`burnRate.${i}.long.bad`) ? [i] : []));
  const burn = judgeBurn(burnRate, due, objective.max, measurement);
  const read = countsOf(measurement, "bad", "total");
  if (read.kind === "none") return [read.judgement, ...burn];
  const { from, to } = measurement.window;
  const limit = judgeLimit(metric, objective.max, read.counts, to.diff(from).toMillis());
  if (control === null || !asked.includes("control.bad")) return [limit, ...burn];
  return [limit, judgeControl(metric, control, read.counts, measurement), ...burn];
}
