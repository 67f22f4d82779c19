import type { Measurement } from "../../flag/measurement.ts";
import type { Metric, Objective, Query } from "../../flag/metric.ts";
import { error, fail, type Judgement, pass, wait } from "./judgement.ts";
import { numbers } from "./numbers.ts";
import { atLeast, atMost } from "./objective.ts";
import { judgeSamples } from "./samples.ts";
import { count, inequality } from "./words.ts";

/** A count of events: reached (`min`), which never fails; or not exceeded (`max`), which fails at once. */
export function judgeCount(
  metric: Metric,
  {
    objective,
    samples,
    value: query,
  }: { readonly objective: Objective; readonly samples: Query | null; readonly value: Query },
  measurement: Measurement,
): Judgement {
  const read = numbers(measurement, ["value"]);
  if (read.kind === "none") return read.judgement;
  const raw = read.values[0]!;
  if (raw < -1e-6) return error("impossible", `a count of ${raw} cannot be`);
  const value = Math.max(0, raw);
  if ("min" in objective) {
    const { min } = objective;
    if (atLeast(value, min)) return pass(inequality(value, ">=", min));
    return wait("count-open", inequality(value, "<", min), { waitsFor: `${count(Math.ceil(min - value))} more` });
  }
  const { max } = objective;
  // Extrapolation makes 2 events read 2.04; but where none is allowed, a fraction of one is one.
  const counted = max >= 1 ? Math.round(value) : value;
  if (!atMost(counted, max)) return fail("limit", `${max >= 1 ? counted : value} > ${max}`);
  const seen = `${count(counted)} <= ${max}`;
  return judgeSamples(metric, samples, query, measurement, seen) ?? pass(seen);
}
