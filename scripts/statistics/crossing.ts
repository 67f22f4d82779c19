import { binomialChances } from "./binomial.ts";
import { revertBoundary, type Test } from "./boundary.ts";
import { demand, demandOpenShare } from "./domain.ts";

/**
 * The exact chance that the revert test has fired by each look, from the first: the distribution of counts is carried
 * from look to look and whatever reaches the boundary leaves it. No simulation, no random numbers.
 *
 * @throws RangeError where the test or the traffic is outside its domain.
 */
export function revertChances(
  { rate, perLook, looks }: { readonly rate: number; readonly perLook: number; readonly looks: number },
  test: Test,
): readonly number[] {
  demand(Number.isInteger(looks) && looks >= 1, "revertChances", "looks must be a whole number from 1", { looks });
  const step = binomialChances(perLook, rate);
  let alive = [1];
  let fired = 0;
  return Array.from({ length: looks }, (_, i) => {
    const boundary = revertBoundary((i + 1) * perLook, test) ?? Number.POSITIVE_INFINITY;
    const next: number[] = Array(Math.min(alive.length + step.length - 1, boundary)).fill(0);
    alive.forEach((chance, bad) => {
      step.forEach((more, k) => {
        if (bad + k < boundary) next[bad + k]! += chance * more;
        else fired += chance * more;
      });
    });
    alive = next;
    return Math.min(1, fired);
  });
}

/** The look by which half of all runs have fired, from 1; null where fewer than half ever do. */
export function medianLook(chances: readonly number[]): number | null {
  const look = chances.findIndex((chance) => chance >= 0.5);
  return look === -1 ? null : look + 1;
}

/**
 * The smallest true rate that is caught with this chance within the looks, to three digits; null where not even nothing
 * but bad events is.
 *
 * @throws RangeError as `revertChances`.
 */
export function smallestCaught(
  traffic: { readonly perLook: number; readonly looks: number },
  test: Test,
  chance = 0.9,
): number | null {
  demandOpenShare("smallestCaught", "chance", chance);
  const caught = (rate: number) => revertChances({ ...traffic, rate }, test).at(-1)! >= chance;
  if (!caught(1)) return null;
  let [missed, found] = [test.limit, 1];
  while (found - missed > 0.0005 * found) {
    const middle = (missed + found) / 2;
    if (caught(middle)) found = middle;
    else missed = middle;
  }
  return Number(found.toPrecision(3));
}
