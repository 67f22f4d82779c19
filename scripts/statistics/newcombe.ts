import { wilson } from "./wilson.ts";

/**
 * Interval of the difference of two rates, k1/n1 - k2/n2, at 95 %: the hybrid score method, number 10 of
 * R. G. Newcombe, Statistics in Medicine 17 (1998) 873. For one fixed look.
 *
 * @throws RangeError unless 0 <= k <= n and n > 0 on both sides.
 */
export function newcombe(k1: number, n1: number, k2: number, n2: number): readonly [number, number] {
  const [low1, high1] = wilson(k1, n1);
  const [low2, high2] = wilson(k2, n2);
  const [p1, p2] = [k1 / n1, k2 / n2];
  return [p1 - p2 - Math.hypot(p1 - low1, high2 - p2), p1 - p2 + Math.hypot(high1 - p1, p2 - low2)];
}
