import type { Exposure } from "../flag/exposure.ts";
import { type CohortFunction, sees } from "./cohort.ts";

/** One caller to ask a running system about, and what it must answer. Null is a caller without an id. */
export interface Expected {
  readonly caller: string | null;
  readonly on: boolean;
}

const mostNamed = 5;
const madeUp = Array.from({ length: 400 }, (_, index) => `flaghoist-probe-${index}`);

/**
 * Callers that tell a right evaluation from a wrong one: some of the named actors, a caller without an id, and made-up
 * ids on both sides of the percentage, those nearest to its threshold among them: there a stale copy, a wrong key or
 * another hash shows first. `each` is how many of either side at most.
 */
export function sampleOf(cohort: CohortFunction, key: string, exposure: Exposure, each = 8): readonly Expected[] {
  const expected = (caller: string | null): readonly Expected[] => {
    const on = sees(cohort, key, exposure, caller);
    return on === null ? [] : [{ caller, on }];
  };
  return [...exposure.actors.slice(0, mostNamed), null, ...strangers(cohort, key, exposure, each)].flatMap(expected);
}

function strangers(cohort: CohortFunction, key: string, exposure: Exposure, each: number): readonly string[] {
  const { percent } = exposure;
  if (percent <= 0 || percent >= 100) return madeUp.slice(0, each);
  const threshold = (percent / 100) * cohort.buckets;
  const placed = madeUp.flatMap((id) => {
    const bucket = cohort.bucket(key, id);
    return bucket === null ? [] : [{ id, distance: Math.abs(bucket - threshold), on: bucket < threshold }];
  });
  const near = placed.toSorted((a, b) => a.distance - b.distance);
  const spread = (on: boolean) => {
    const side = near.filter((one) => one.on === on);
    return [...side.slice(0, Math.ceil(each / 2)), ...side.slice(-Math.floor(each / 2))].slice(0, each);
  };
  return [...new Set([...spread(true), ...spread(false)].map(({ id }) => id))];
}
