import { cohortOf, isAscii } from "./cohort.ts";
import { murmur3 } from "./murmur3.ts";

/** The weights of `fractional` add up to this, so that one unit is a thousandth of a percent. */
export const flagdScale = 100_000;

/** The weight of `on` for a percent, a whole number. */
export function flagdWeight(percent: number): number {
  return Math.round(percent * 1000);
}

/** The percent a weight stands for. Division, not multiplication: it gives the very number that was written. */
export function flagdPercent(weight: number): number {
  return weight / 1000;
}

/**
 * flagd's `fractional` with the implicit key, `on` listed first: murmur3 of flag key and id, spread over the sum of the
 * weights (https://flagd.dev/reference/custom-operations/fractional-operation/). Holds for flagd-core 3 and later.
 * Outside ASCII the JavaScript engine hashes UTF-16 units and the others UTF-8 bytes.
 */
export const flagdMurmur3 = cohortOf({
  name: "flagd-murmur3-v2",
  buckets: flagdScale,
  threshold: flagdWeight,
  bucket(flagKey, id) {
    const text = flagKey + id;
    if (!isAscii(text)) return null;
    return Math.floor((murmur3(Buffer.from(text, "latin1")) * flagdScale) / 2 ** 32);
  },
});
