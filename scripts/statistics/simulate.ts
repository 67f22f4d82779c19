import { binomialDraw } from "./binomial.ts";
import { demand } from "./domain.ts";
import type { Look, LookRule } from "./look-rules.ts";
import type { Random } from "./random.ts";

/** Traffic as a plan expects it, and how often it is looked at. */
export interface Traffic {
  /** The true rate of bad events. */
  readonly rate: number;
  /** Events between two looks, a whole number. */
  readonly perLook: number;
  readonly looks: number;
  /** How many bad events one failing actor makes by trying again; 1 where events are independent. */
  readonly retries: number;
}

/** How a rule did over many runs. */
export interface Tally {
  readonly rule: string;
  /** The share of runs in which it fired at any look. */
  readonly fired: number;
  /** The look at which it fired in the middle run of those where it did, from 1; null where it never did. */
  readonly medianLook: number | null;
}

/**
 * Plays the traffic `runs` times and lets every rule look at the same counts. The same random numbers give the same
 * answer.
 *
 * @throws RangeError where the traffic is no traffic.
 */
export function simulate(
  { rate, perLook, looks, retries }: Traffic,
  rules: readonly LookRule[],
  runs: number,
  random: Random,
): readonly Tally[] {
  demand(runs >= 1 && looks >= 1 && retries >= 1, "simulate", "runs, looks and retries must be at least 1", {
    runs,
    looks,
    retries,
  });
  const draw = binomialDraw(perLook, rate / retries, random);
  const firedAt = rules.map((): number[] => []);
  for (let run = 0; run < runs; run++) {
    const watching = rules.map(({ watch }) => watch());
    const done = rules.map(() => false);
    let bad = 0;
    for (let number = 1; number <= looks; number++) {
      const lastBad = Math.min(perLook, draw() * retries);
      bad += lastBad;
      const look: Look = { number, bad, total: number * perLook, lastBad, lastTotal: perLook };
      watching.forEach((fires, i) => {
        if (done[i] || !fires(look)) return;
        done[i] = true;
        firedAt[i]!.push(number);
      });
    }
  }
  return rules.map(({ name }, i) => {
    const looksTaken = firedAt[i]!.sort((a, b) => a - b);
    return { rule: name, fired: looksTaken.length / runs, medianLook: looksTaken[looksTaken.length >> 1] ?? null };
  });
}
