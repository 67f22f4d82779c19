import { createHash } from "node:crypto";
import { type CohortFunction, cohortOf } from "./cohort.ts";

/** Weights are thousandths of a percent and add up to this. */
export const launchDarklyScale = 100_000;

/** The weight of `on` for a percent, a whole number. */
export function launchDarklyWeight(percent: number): number {
  return Math.round(percent * 1000);
}

/** What a name of this family begins with: `ld-sha1/3f2a` is the hash of a flag whose salt is `3f2a`. */
export const launchDarklyFamily = "ld-sha1";

/** Fifteen hexadecimal digits `f`, in the nearest double, which is what the SDKs divide by. */
const longest = 2 ** 60;

/**
 * LaunchDarkly's percentage rollout of the context kind `user` by `key` with `off` listed before `on`: SHA-1 of
 * `flag.salt.id` in UTF-8, its first 15 hexadecimal digits over the largest such number, gives a point between 0 and 1;
 * the variations take their weights from 0 upwards in the order listed, so that `on` has the top of the range
 * (https://launchdarkly.com/docs/sdk/concepts/flag-evaluation-rules, and the Bucketer of the server SDKs).
 * The salt is the flag's own in one environment, so it is a part of the function's name. `off` stands first because a
 * caller without a key counts as point 0. The comparison is the SDK's, in doubles: bucket n is on from weight n + 1.
 */
export function launchDarklySha1(salt: string): CohortFunction {
  return cohortOf({
    name: `${launchDarklyFamily}/${salt}`,
    buckets: launchDarklyScale,
    threshold: launchDarklyWeight,
    bucket(flagKey, id) {
      const hex = createHash("sha1").update(`${flagKey}.${salt}.${id}`).digest("hex").slice(0, 15);
      return fromTheTop(Number.parseInt(hex, 16) / longest);
    },
  });
}

/** The greatest weight of `off` that leaves the point to `on`, counted down from all. */
function fromTheTop(point: number): number {
  let most = Math.min(Math.floor(point * launchDarklyScale), launchDarklyScale - 1);
  if (most + 1 < launchDarklyScale && (most + 1) / launchDarklyScale <= point) most += 1;
  if (most / launchDarklyScale > point) most -= 1;
  return launchDarklyScale - 1 - most;
}

/** The function a name of this family speaks of; null for other names, and for the family without a salt. */
export function launchDarklyNamed(name: string): CohortFunction | null {
  const salt = name.startsWith(`${launchDarklyFamily}/`) ? name.slice(launchDarklyFamily.length + 1) : "";
  return salt === "" ? null : launchDarklySha1(salt);
}
