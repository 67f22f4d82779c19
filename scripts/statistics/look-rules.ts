import { revertBoundary, safeBoundary, type Test } from "./boundary.ts";
import { firstProvenBreach, mostShown } from "./sample-size.ts";

/** What can be seen at one look: everything so far, and what came since the look before. */
export interface Look {
  /** From 1. */
  readonly number: number;
  readonly bad: number;
  readonly total: number;
  readonly lastBad: number;
  readonly lastTotal: number;
}

/** A rule that looks again and again and may fire. `watch` begins one run of it. */
export interface LookRule {
  readonly name: string;
  readonly watch: () => (look: Look) => boolean;
}

/** What is judged: the test, and how many events the rules that need a minimum wait for. */
export interface Judged extends Test {
  readonly minSamples: number;
}

/**
 * Rules that revert: ours, and beside it the obvious ones that people write, in the order of the published tables:
 * the estimate above the limit, three such looks in a row, the fourth look whose own events are above the limit, and the
 * exact lower bound as if each look were the only one.
 */
export function revertRules(judged: Judged): readonly LookRule[] {
  const { limit, minSamples } = judged;
  const enough = ({ total }: Look) => total >= minSamples;
  const above = (look: Look) => enough(look) && look.bad / look.total > limit;
  const broken = remembered((n) => revertBoundary(n, judged));
  const proven = remembered((n) => firstProvenBreach(n, limit));
  return [
    { name: "e-value", watch: () => reaches(broken) },
    { name: "point estimate", watch: () => above },
    { name: "point estimate, 3 looks in a row", watch: () => inARow(3, above) },
    {
      name: "newest events only, 4th bad look",
      watch: () => nth(4, ({ lastBad, lastTotal }) => lastBad / lastTotal > limit),
    },
    {
      name: "exact lower bound, peeked",
      watch: () => {
        const fires = reaches(proven);
        return (look) => enough(look) && fires(look);
      },
    },
  ];
}

/** Rules that let a promotion through, by the evidence a metric asks for. */
export function promoteRules(judged: Judged): readonly LookRule[] {
  const { limit, minSamples } = judged;
  const enough = ({ total }: Look) => total >= minSamples;
  const shown = remembered((n) => mostShown(n, limit));
  const safe = remembered((n) => safeBoundary(n, judged));
  return [
    {
      name: "point, at the first look with enough samples",
      watch: () => {
        const first = nth(1, enough);
        return (look) => first(look) && look.bad / look.total <= limit;
      },
    },
    { name: "upper-bound", watch: () => (look) => enough(look) && within(shown, look) },
    { name: "sequential", watch: () => (look) => enough(look) && within(safe, look) },
  ];
}

type Boundary = (n: number) => number | null;

const reaches = (boundary: Boundary) => (look: Look) => {
  const from = boundary(look.total);
  return from !== null && look.bad >= from;
};

const within = (boundary: Boundary, look: Look) => {
  const most = boundary(look.total);
  return most !== null && look.bad <= most;
};

/** Fires at the nth look at which the test holds, and at none after it. */
function nth(n: number, test: (look: Look) => boolean): (look: Look) => boolean {
  let held = 0;
  return (look) => test(look) && ++held === n;
}

function inARow(n: number, test: (look: Look) => boolean): (look: Look) => boolean {
  let row = 0;
  return (look) => {
    row = test(look) ? row + 1 : 0;
    return row >= n;
  };
}

/** Boundaries depend on the number of events alone, and thousands of runs look at the same numbers. */
function remembered(boundary: Boundary): Boundary {
  const known = new Map<number, number | null>();
  return (n) => {
    const found = known.get(n);
    if (found !== undefined) return found;
    const fresh = boundary(n);
    known.set(n, fresh);
    return fresh;
  };
}
