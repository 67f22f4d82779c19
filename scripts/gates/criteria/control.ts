import type { Measurement } from "../../flag/measurement.ts";
import type { Control, Metric } from "../../flag/metric.ts";
import { expectedShare, logEAgainstControl } from "../../statistics/against-control.ts";
import { firstWhole } from "../../statistics/boundary.ts";
import { effective } from "../../statistics/design-effect.ts";
import { type Counts, countsOf } from "./counts.ts";
import { fail, type Judgement, pass, wait } from "./judgement.ts";
import { verbOf } from "./on-fail.ts";
import { count, share } from "./words.ts";

/**
 * The flag against the users who do not see it: shown to be more than `maxRatio` times worse, or not. It can fail a
 * criterion, never pass one by itself: nobody failing on either side says nothing.
 */
export function judgeControl(
  metric: Metric,
  { maxRatio }: Control,
  treated: Counts,
  measurement: Measurement,
): Judgement {
  const read = countsOf(measurement, "control.bad", "control.total");
  if (read.kind === "none") return read.judgement;
  const control = read.counts;
  const seen = `${side(treated)} with the flag, ${side(control)} without`;
  if (expectedShare(treated, control, maxRatio) === 1) {
    return wait("no-data", `next to no traffic without the flag: ${seen}`, { waitsFor: "traffic without the flag" });
  }
  const worse = (bad: number) => {
    const sides = [{ ...treated, bad }, control].map((counts) => effective(counts, metric.designEffect));
    return logEAgainstControl(sides[0]!, sides[1]!, maxRatio) >= Math.log(1 / metric.test.alpha);
  };
  if (!worse(treated.bad)) return pass(seen);
  const from = worse(Math.floor(treated.bad)) ? firstWhole(0, Math.floor(treated.bad), worse) : treated.bad;
  const times = maxRatio === 1 ? "worse" : `more than ${maxRatio} times worse`;
  return fail(
    "control",
    `${times} than control: ${seen}; ${verbOf(metric)}s from ${count(from)} of ${count(treated.total)}`,
  );
}

const side = ({ bad, total }: Counts) => `${share(bad / total)} (${count(bad)} of ${count(total)})`;
