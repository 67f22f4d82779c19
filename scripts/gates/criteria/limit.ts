import type { Metric } from "../../flag/metric.ts";
import { revertBoundary, type Test } from "../../statistics/boundary.ts";
import { upperBound } from "../../statistics/clopper-pearson.ts";
import { effective } from "../../statistics/design-effect.ts";
import { logE, logESafe } from "../../statistics/e-value.ts";
import { samplesToShow, samplesToShowSafe } from "../../statistics/sample-size.ts";
import type { Counts } from "./counts.ts";
import { error, fail, type Judgement, pass, wait } from "./judgement.ts";
import { atMost } from "./objective.ts";
import { verbOf } from "./on-fail.ts";
import { tooFew } from "./samples.ts";
import { count, inequality, share } from "./words.ts";

/**
 * A rate against its limit, in the order that decides: shown to be broken (at any number of events: the test controls
 * its own error), too few events, estimate above the limit, evidence not there yet, pass.
 */
export function judgeLimit(metric: Metric, max: number, counts: Counts, milliseconds: number): Judgement {
  if (!(max > 0 && max < 1)) {
    return error("config", `a ratio's limit must be above 0 and below 1, not ${max}: a limit of 0 is kind: count`);
  }
  const test: Test = { limit: max, ...metric.test, designEffect: metric.designEffect };
  const { bad, total } = effective(counts, metric.designEffect);
  const inside = atMost(counts.bad, max * counts.total);
  const seen = `${inequality(counts.bad / counts.total, inside ? "<=" : ">", max)} (${of(counts.bad, counts.total)})`;
  const boundary = revertBoundary(counts.total, test);
  const next = verbOf(metric);
  const would = boundary === null ? "" : `; ${of(boundary, counts.total)} would ${next}`;

  if (logE(bad, total, max, test.planSamples) >= Math.log(1 / test.alpha)) {
    return fail("limit", `${seen}; ${next}s from ${of(boundary ?? counts.bad, counts.total)}`);
  }
  const few = tooFew(metric, counts.total, milliseconds);
  if (few !== null) return { ...few, because: `${few.because}; ${seen} so far${would}` };
  if (!inside) {
    return wait("above-limit", `${seen}, not shown to be broken${would}`, { waitsFor: "more events" });
  }
  return shown(metric, test, counts, seen, would);
}

/** The evidence a promotion needs beyond the estimate. */
function shown(
  { evidence, test: { alpha } }: Metric,
  test: Test,
  counts: Counts,
  seen: string,
  would: string,
): Judgement {
  const { bad, total } = effective(counts, test.designEffect);
  switch (evidence) {
    case "point":
      return pass(`${seen}${would}`);
    case "upper-bound": {
      const upper = upperBound(bad, total, 1 - alpha);
      const met = atMost(upper, test.limit);
      const bound = `upper bound (${share(1 - alpha)}) ${inequality(upper, met ? "<=" : ">", test.limit, 3)}`;
      if (met) return pass(`${seen}, ${bound}${would}`);
      const needed = test.designEffect * samplesToShow(test.limit, bad, 1 - alpha);
      return wait("not-shown", `${seen}, not shown: ${bound}`, { waitsFor: enough(needed, counts.bad) });
    }
    case "sequential": {
      const e = Math.exp(logESafe(bad, total, test.limit, test.planSamples));
      const met = e >= (1 / alpha) * (1 - 1e-12);
      const text = `evidence that it is safe ${inequality(e, met ? ">=" : "<", 1 / alpha)}`;
      if (met) return pass(`${seen}, ${text}${would}`);
      return wait("not-shown", `${seen}, not shown: ${text}`, {
        waitsFor: enough(samplesToShowSafe(test, counts.bad), counts.bad),
      });
    }
  }
}

const of = (bad: number, total: number) => `${count(bad)} of ${count(total)}`;
const enough = (samples: number, bad: number) => `${count(samples)} events, where no more than ${count(bad)} are bad`;
