import { demand } from "./domain.ts";
import { regularisedBeta } from "./incomplete-beta.ts";

/**
 * The x at which a beta(a, b) variable is below with probability p: bisection to the last bit.
 *
 * @throws RangeError where p is outside 0..1, or a or b is not finite and above 0.
 */
export function betaQuantile(p: number, a: number, b: number): number {
  demand(p >= 0 && p <= 1, "betaQuantile", "p must be from 0 to 1", { p });
  if (p === 0 || p === 1) return p;
  let [low, high] = [0, 1];
  while (true) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) return middle;
    if (regularisedBeta(middle, a, b) < p) low = middle;
    else high = middle;
  }
}
