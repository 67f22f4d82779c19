import { demand } from "./domain.ts";
import { logGamma } from "./log-gamma.ts";
import type { Random } from "./random.ts";

/**
 * The chances of 0, 1, 2, ... bad events among n at a rate, up to where those that are left do not matter.
 *
 * @throws RangeError unless n is a whole number and 0 <= rate <= 1.
 */
export function binomialChances(n: number, rate: number): readonly number[] {
  demand(Number.isInteger(n) && n >= 0, "binomialChances", "n must be a whole number", { n });
  demand(rate >= 0 && rate <= 1, "binomialChances", "rate must be from 0 to 1", { rate });
  if (rate === 0 || n === 0) return [1];
  if (rate === 1) return [...Array<number>(n).fill(0), 1];
  const chances: number[] = [];
  for (let k = 0; k <= n; k++) {
    const ways = logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
    const chance = Math.exp(ways + k * Math.log(rate) + (n - k) * Math.log1p(-rate));
    if (chance < negligible && k > n * rate) break;
    chances.push(chance);
  }
  return chances;
}

/** Past the mean chances fall faster than geometrically: whatever follows one this small is below 1e-15 together. */
const negligible = 1e-18;

/** Draws the number of bad events among n: one random number each, by inverting the distribution. */
export function binomialDraw(n: number, rate: number, random: Random): () => number {
  let sum = 0;
  const upTo = binomialChances(n, rate).map((chance) => {
    sum += chance;
    return sum;
  });
  return () => {
    const u = random();
    const k = upTo.findIndex((chance) => u < chance);
    return k === -1 ? upTo.length - 1 : k;
  };
}
