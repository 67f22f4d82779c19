import { binomialChances } from "./binomial.ts";
import { revertBoundary, type Test } from "./boundary.ts";
import { demand, demandOpenShare } from "./domain.ts";

/** Traffic that comes evenly, and how often it is looked at. */
export interface Even {
  /** Events between two looks; where that is no whole number, looks see one more or one less. */
  readonly perLook: number;
  readonly looks: number;
}

/** Whole events seen by look i, from 1. */
export const seenBy = (i: number, perLook: number): number => Math.floor(i * perLook + 1e-9);

/** What is less likely than this is left out: whatever it could add is below the last digit anybody reads. */
const negligible = 1e-18;

/**
 * The exact chance that the revert test has fired by each look, from the first: the distribution of counts is carried
 * from look to look and whatever reaches the boundary leaves it. No simulation, no random numbers.
 *
 * @throws RangeError where the test or the traffic is outside its domain.
 */
export function revertChances(
  { rate, perLook, looks }: Even & { readonly rate: number },
  test: Test,
): readonly number[] {
  demand(Number.isInteger(looks) && looks >= 1, "revertChances", "looks must be a whole number from 1", { looks });
  demand(perLook >= 0 && Number.isFinite(perLook), "revertChances", "perLook must be finite and at least 0", {
    perLook,
  });
  const steps = new Map<number, Spread>();
  let alive: Spread = { from: 0, chances: [1] };
  let fired = 0;
  return Array.from({ length: looks }, (_, i) => {
    const total = seenBy(i + 1, perLook);
    const events = total - seenBy(i, perLook);
    if (events === 0 || alive.chances.length === 0) return Math.min(1, fired);
    const step = steps.get(events) ?? trimmed({ from: 0, chances: binomialChances(events, rate) });
    steps.set(events, step);
    const boundary = revertBoundary(total, test) ?? Number.POSITIVE_INFINITY;
    const from = alive.from + step.from;
    const length = Math.max(0, Math.min(alive.chances.length + step.chances.length - 1, boundary - from));
    const next: number[] = Array(length).fill(0);
    alive.chances.forEach((chance, bad) => {
      step.chances.forEach((more, k) => {
        if (bad + k < length) next[bad + k]! += chance * more;
        else fired += chance * more;
      });
    });
    alive = trimmed({ from, chances: next });
    return Math.min(1, fired);
  });
}

/** Chances of `from`, `from + 1`, ... bad events. */
interface Spread {
  readonly from: number;
  readonly chances: readonly number[];
}

function trimmed({ from, chances }: Spread): Spread {
  const first = chances.findIndex((chance) => chance > negligible);
  const last = chances.findLastIndex((chance) => chance > negligible);
  return { from: from + Math.max(0, first), chances: first === -1 ? [] : chances.slice(first, last + 1) };
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
export function smallestCaught(traffic: Even, test: Test, chance = 0.9): number | null {
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
