import { firstWhole, type Test } from "./boundary.ts";
import { lowerBound, upperBound } from "./clopper-pearson.ts";
import { demand, demandOpenShare } from "./domain.ts";
import { logESafe } from "./e-value.ts";

const mostSamples = 2 ** 40;

/**
 * The smallest number of samples whose exact upper bound is at or below the limit with this many bad events: what
 * "shown at 95 %" needs in one look.
 *
 * @throws RangeError unless 0 < limit < 1, bad >= 0 and 0 < confidence < 1; and where no number below 2^40 is enough.
 */
export function samplesToShow(limit: number, bad = 0, confidence = 0.95): number {
  demandOpenShare("samplesToShow", "limit", limit);
  return firstEnough("samplesToShow", bad, (n) => upperBound(bad, n, confidence) <= limit);
}

/** The smallest number of samples that the sequential test shows safe with this many bad events. Errors as `samplesToShow`. */
export function samplesToShowSafe({ limit, alpha, planSamples, designEffect: d }: Test, bad = 0): number {
  demandOpenShare("samplesToShowSafe", "limit", limit);
  const enough = (n: number) => logESafe(bad / d, n / d, limit, planSamples) >= Math.log(1 / alpha);
  return firstEnough("samplesToShowSafe", bad, enough);
}

/** The smallest whole number of bad events among n whose exact lower bound is above the limit, in one look; or null. */
export function firstProvenBreach(n: number, limit: number, confidence = 0.95): number | null {
  const proven = (k: number) => lowerBound(k, n, confidence) > limit;
  const most = Math.floor(n);
  return most >= 1 && proven(most) ? firstWhole(0, most, proven) : null;
}

/** The largest whole number of bad events among n whose exact upper bound is at or below the limit, in one look; or null. */
export function mostShown(n: number, limit: number, confidence = 0.95): number | null {
  const open = (k: number) => upperBound(k, n, confidence) > limit;
  if (open(0)) return null;
  return firstWhole(0, Math.floor(n), open) - 1;
}

function firstEnough(where: string, bad: number, enough: (n: number) => boolean): number {
  demand(bad >= 0 && Number.isFinite(bad), where, "bad must be finite and at least 0", { bad });
  const least = Math.ceil(bad);
  let most = Math.max(1, 2 * least);
  while (!enough(most)) {
    most *= 2;
    demand(most <= mostSamples, where, "more than 2^40 samples would be needed", { bad });
  }
  return least >= 1 && enough(least) ? least : firstWhole(Math.max(0, least), most, enough);
}
