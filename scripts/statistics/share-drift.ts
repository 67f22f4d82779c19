import { firstWhole } from "./boundary.ts";
import { demand, demandCounts, demandFinite, demandOpenShare } from "./domain.ts";
import { logBeta } from "./log-beta.ts";
import { mixture } from "./mixture.ts";

/** A planned share is held to be wrong only on evidence that chance gives once in a thousand flags. */
export const driftAlpha = 0.001;
export const driftPlanSamples = 10_000;

/**
 * ln of the evidence that a share differs from the planned one, in either direction, after k of n: the two-sided
 * beta-binomial mixture of the same family as `logE`.
 *
 * @throws RangeError unless 0 <= k <= n and 0 < planned < 1.
 */
export function logEDrift(k: number, n: number, planned: number, planSamples = driftPlanSamples): number {
  demandCounts("logEDrift", k, n);
  const { a, b } = mixture(planned, planSamples, "two-sided");
  const mixed = logBeta(b + n - k, a + k) - logBeta(b, a);
  return demandFinite("logEDrift", mixed - k * Math.log(planned) - (n - k) * Math.log1p(-planned), { k, n, planned });
}

/** Whether k of n is drift: evidence at the alpha of the health check. Errors as `logEDrift`. */
export function drifts(k: number, n: number, planned: number): boolean {
  return logEDrift(k, n, planned) >= Math.log(1 / driftAlpha);
}

/** The least and the most whole number among n that is no drift. Errors as `logEDrift` and `effective`. */
export function asPlanned(n: number, planned: number, designEffect = 1): readonly [number, number] {
  const drifting = (k: number) => drifts(k / designEffect, n / designEffect, planned);
  const [expected, most] = [Math.floor(n * planned), Math.floor(n)];
  return [
    expected > 0 && drifting(0) ? firstWhole(0, expected, (k) => !drifting(k)) : 0,
    most > expected && drifting(most) ? firstWhole(expected, most, drifting) - 1 : most,
  ];
}

/**
 * Every share that k of n does not reject at alpha, whenever one looks: a confidence sequence, for display.
 *
 * @throws RangeError unless 0 <= k <= n, n > 0 and 0 < alpha < 1.
 */
export function shareInterval(
  k: number,
  n: number,
  alpha = driftAlpha,
  planSamples = driftPlanSamples,
): readonly [number, number] {
  demandCounts("shareInterval", k, n);
  demand(n > 0, "shareInterval", "n must be above 0", { n });
  demandOpenShare("shareInterval", "alpha", alpha);
  const rejected = (share: number) => logEDrift(k, n, share, planSamples) >= Math.log(1 / alpha);
  return [k === 0 ? 0 : edge(k / n, 0, rejected), k === n ? 1 : edge(k / n, 1, rejected)];
}

/** Nearer to an end than this is the end. */
const margin = 1e-15;

/** Where rejection begins on the way from the observed share, which is never rejected, to an end, by bisection. */
function edge(observed: number, end: 0 | 1, rejected: (share: number) => boolean): number {
  let [kept, out] = [observed, Math.abs(end - margin)];
  if (Math.abs(end - observed) <= margin || !rejected(out)) return end;
  while (true) {
    const middle = (kept + out) / 2;
    if (middle === kept || middle === out) return out;
    if (rejected(middle)) out = middle;
    else kept = middle;
  }
}
