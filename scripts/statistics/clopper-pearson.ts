import { betaQuantile } from "./beta-quantile.ts";
import { demandCounts, demandOpenShare } from "./domain.ts";

/**
 * One-sided exact upper bound of a rate after k of n (C. J. Clopper, E. S. Pearson 1934): above it lies the true rate
 * with a chance of at most 1 - confidence. 1 where nothing was seen.
 *
 * @throws RangeError unless 0 <= k <= n and 0 < confidence < 1.
 */
export function upperBound(k: number, n: number, confidence = 0.95): number {
  demandCounts("upperBound", k, n);
  demandOpenShare("upperBound", "confidence", confidence);
  return k === n ? 1 : betaQuantile(confidence, k + 1, n - k);
}

/** One-sided exact lower bound; 0 where no bad event was seen. Errors as `upperBound`. */
export function lowerBound(k: number, n: number, confidence = 0.95): number {
  demandCounts("lowerBound", k, n);
  demandOpenShare("lowerBound", "confidence", confidence);
  return k === 0 ? 0 : betaQuantile(1 - confidence, k, n - k + 1);
}

/** Two-sided exact interval: both one-sided bounds, each with half the error. Errors as `upperBound`. */
export function exactInterval(k: number, n: number, confidence = 0.95): readonly [number, number] {
  const each = (1 + confidence) / 2;
  return [lowerBound(k, n, each), upperBound(k, n, each)];
}
