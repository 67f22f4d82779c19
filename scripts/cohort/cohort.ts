import type { Exposure } from "../flag/exposure.ts";

/**
 * Which people a percentage selects in one store, computed from its hash alone.
 * Every function is monotone: whoever a percent selects, a higher percent selects too.
 */
export interface CohortFunction {
  /** Stable: plans and stores record it, as `flagd-murmur3-v2`. */
  readonly name: string;
  /** How many buckets the store tells apart. */
  readonly buckets: number;
  /** Integer from 0. Null where the store's own SDKs disagree about this text, so that nobody can tell. */
  bucket(flagKey: string, id: string): number | null;
  /** Whether the percent (0 to 100) selects the id; null where nobody can tell. */
  selects(flagKey: string, id: string, percent: number): boolean | null;
}

/** A cohort function from its formula: an id is selected where its bucket lies below the percent's threshold. */
export function cohortOf(formula: {
  readonly name: string;
  readonly buckets: number;
  readonly bucket: CohortFunction["bucket"];
  /** The first bucket a percent above 0 and below 100 does not select, computed as the store computes it. */
  readonly threshold: (percent: number) => number;
}): CohortFunction {
  const { name, buckets, bucket, threshold } = formula;
  return {
    name,
    buckets,
    bucket,
    selects(flagKey, id, percent) {
      if (percent <= 0) return false;
      if (percent >= 100) return true;
      const at = bucket(flagKey, id);
      return at === null ? null : at < threshold(percent);
    },
  };
}

/** Whether an exposure shows the flag to a caller; a caller without an id sees it only where everyone does. */
export function sees(cohort: CohortFunction, flagKey: string, exposure: Exposure, id: string | null): boolean | null {
  if (exposure.percent === 100) return true;
  if (id === null || id === "") return false;
  return exposure.actors.includes(id) || cohort.selects(flagKey, id, exposure.percent);
}

/** Text on which every SDK's encoding agrees. */
export function isAscii(text: string): boolean {
  return Buffer.byteLength(text, "utf8") === text.length;
}
