import { demand, demandCounts } from "./domain.ts";

/** The 97.5 % quantile of the normal distribution: intervals here are two-sided at 95 %. */
const z = 1.959963984540054;

/**
 * Wilson's score interval of a rate at 95 % (E. B. Wilson 1927), for display: narrower than the exact one and not
 * always covering.
 *
 * @throws RangeError unless 0 <= k <= n and n > 0.
 */
export function wilson(k: number, n: number): readonly [number, number] {
  demandCounts("wilson", k, n);
  demand(n > 0, "wilson", "n must be above 0", { n });
  const p = k / n;
  const shrink = 1 + (z * z) / n;
  const centre = (p + (z * z) / (2 * n)) / shrink;
  const half = (z / shrink) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  // At no events and at nothing but events the bound is exact; rounding leaves 3e-18.
  return [k === 0 ? 0 : Math.max(0, centre - half), k === n ? 1 : Math.min(1, centre + half)];
}
