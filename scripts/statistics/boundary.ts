import { demand } from "./domain.ts";
import { logE, logESafe } from "./e-value.ts";

/** A test as a plan states it. */
export interface Test {
  readonly limit: number;
  readonly alpha: number;
  readonly planSamples: number;
  readonly designEffect: number;
}

/**
 * The smallest whole number of bad events among n that shows the limit broken: E >= 1/alpha. Null where not even n of
 * n would.
 *
 * @throws RangeError as `logE`.
 */
export function revertBoundary(n: number, { limit, alpha, planSamples, designEffect: d }: Test): number | null {
  const broken = (k: number) => logE(k / d, n / d, limit, planSamples) >= Math.log(1 / alpha);
  const most = Math.floor(n);
  return most >= 1 && broken(most) ? firstWhole(0, most, broken) : null;
}

/**
 * The largest whole number of bad events among n that still shows the rate below its limit, or null where not even
 * none would.
 *
 * @throws RangeError as `logESafe`.
 */
export function safeBoundary(n: number, { limit, alpha, planSamples, designEffect: d }: Test): number | null {
  const open = (k: number) => logESafe(k / d, n / d, limit, planSamples) < Math.log(1 / alpha);
  if (open(0)) return null;
  const most = Math.floor(n);
  return open(most) ? firstWhole(0, most, open) - 1 : most;
}

/** The smallest whole number above `no` for which a test that turns from false to true is true; `yes` is one. */
export function firstWhole(no: number, yes: number, test: (n: number) => boolean): number {
  demand(no < yes, "firstWhole", "nothing to search", { no, yes });
  let [below, at] = [no, yes];
  while (at - below > 1) {
    const middle = Math.floor((below + at) / 2);
    if (test(middle)) at = middle;
    else below = middle;
  }
  return at;
}
