import type { Measurement } from "../../flag/measurement.ts";
import type { BurnRate } from "../../flag/metric.ts";
import { showDuration } from "../../flag/time.ts";
import { burnsBoth } from "../../statistics/burn-rate.ts";
import { type Counts, countsOf } from "./counts.ts";
import { fail, type Judgement, pass } from "./judgement.ts";
import { count, inequality } from "./words.ts";

/**
 * Fast rules for everyone's traffic: a pair fails where both its windows spend the budget more than `factor` times too
 * fast. A window without traffic has no opinion; one that cannot be measured is an error.
 *
 * @param due the pairs that were asked, by their place in the metric.
 */
export function judgeBurn(
  pairs: readonly BurnRate[],
  due: readonly number[],
  limit: number,
  measurement: Measurement,
): readonly Judgement[] {
  return due.map((i) => {
    const pair = pairs[i]!;
    const long = countsOf(measurement, `burnRate.${i}.long.bad`, `burnRate.${i}.long.total`);
    const short = countsOf(measurement, `burnRate.${i}.short.bad`, `burnRate.${i}.short.total`);
    const missing = [long, short].flatMap((read) => (read.kind === "none" ? [read.judgement] : []));
    const broken = missing.find(({ outcome }) => outcome === "error");
    if (broken !== undefined) return broken;
    if (long.kind === "none" || short.kind === "none") return pass("too little traffic for the burn rate");
    if (!burnsBoth(long.counts, short.counts, { ...pair, limit })) return pass("inside the burn rate");
    const text = (counts: Counts, window: string) =>
      `${inequality(counts.bad / counts.total, ">", pair.factor * limit)} (${count(counts.bad)} of ${count(counts.total)}) in ${window}`;
    return fail(
      "burn-rate",
      `spends the error budget more than ${pair.factor} times too fast: ${text(long.counts, showDuration(pair.long))}, ${text(short.counts, showDuration(pair.short))}`,
    );
  });
}
