import { demandCounts, demandFinite } from "./domain.ts";
import { logIncompleteBeta } from "./incomplete-beta.ts";
import { mixture } from "./mixture.ts";

/**
 * ln of the evidence that a rate is above its limit, after k of n: a one-sided beta-binomial mixture e-value (Howard,
 * Ramdas, McAuliffe, Sekhon 2021). While the true rate is at or below the limit, the chance that it ever reaches
 * ln(1/alpha) is at most alpha, however often one looks. It rises with k. In logarithms, because E itself overflows.
 *
 * @param limit strictly between 0 and 1; a limit of 0 is a count, not a rate.
 * @param planSamples where the test is sharpest, fixed before looking. A bad guess costs power, never validity.
 * @throws RangeError unless 0 <= k <= n (reals), 0 < limit < 1 and planSamples > 0.
 */
export function logE(k: number, n: number, limit: number, planSamples: number): number {
  return logMixtureRatio(k, n, limit, 1 - limit, planSamples);
}

/**
 * The mirror of `logE`: ln of the evidence that the rate is below its limit, "shown safe". Same promise, the other way
 * round: while the true rate is at or above the limit, it reaches ln(1/alpha) with a chance of at most alpha.
 */
export function logESafe(k: number, n: number, limit: number, planSamples: number): number {
  demandCounts("logESafe", k, n);
  return logMixtureRatio(n - k, n, 1 - limit, limit, planSamples);
}

/** ln E of k of n against `limit`; `rest` is 1 - limit as exactly as the caller knows it. */
function logMixtureRatio(k: number, n: number, limit: number, rest: number, planSamples: number): number {
  demandCounts("logE", k, n);
  const { a, b } = mixture(limit, planSamples, "one-sided");
  // b is added last: beside a large n a small b is lost to rounding, and b + n - n would be 0.
  const seen = logIncompleteBeta(rest, n - k + b, a + k, limit);
  const before = logIncompleteBeta(rest, b, a, limit);
  return demandFinite("logE", seen - before - k * Math.log(limit) - (n - k) * Math.log(rest), { k, n, limit });
}
