import type { Measurement } from "../../flag/measurement.ts";
import type { Metric } from "../../flag/metric.ts";
import { effective } from "../../statistics/design-effect.ts";
import { asPlanned, drifts } from "../../statistics/share-drift.ts";
import { countsOf } from "./counts.ts";
import { error, type Judgement, pass } from "./judgement.ts";
import { tooFew } from "./samples.ts";
import { count, share } from "./words.ts";

/**
 * The share of eligible actors that sees the flag, held against the planned percent: a health check of stores and
 * cohorts. Drift is an error, not a fail: what we measure under it cannot be trusted, but nothing is shown to be bad.
 */
export function judgeShare(metric: Metric, percent: number, measurement: Measurement): Judgement {
  const read = countsOf(measurement, "exposed", "eligible");
  if (read.kind === "none") return read.judgement;
  const { bad: exposed, total: eligible } = read.counts;
  const weighed = effective(read.counts, metric.designEffect);
  const [least, most] = asPlanned(eligible, percent / 100, metric.designEffect);
  const seen = `${share(exposed / eligible, 3)} see it (${count(exposed)} of ${count(eligible)})`;
  const against = `${seen}, planned ${percent} %; ${least} to ${most} would be as planned`;
  if (drifts(weighed.bad, weighed.total, percent / 100)) return error("drift", against);
  const few = tooFew(metric, eligible, measurement.window.to.diff(measurement.window.from).toMillis());
  return few === null ? pass(against) : { ...few, because: `${few.because}; ${against}` };
}
