import { cohortOf, isAscii } from "./cohort.ts";
import { murmur3 } from "./murmur3.ts";

/**
 * Unleash's flexibleRollout with stickiness `userId` and the flag key as groupId: murmur3 of `group:id`, modulo 100
 * (https://docs.getunleash.io/reference/stickiness). Unleash counts 1 to 100 and selects `<=`; here 0 to 99 and `<`,
 * which is the same people. Parts of a percent are cut off. Outside ASCII its Node and Ruby clients hash different bytes.
 */
export const unleashMurmur3 = cohortOf({
  name: "unleash-murmur3",
  buckets: 100,
  threshold: Math.floor,
  bucket(flagKey, id) {
    const text = `${flagKey}:${id}`;
    return isAscii(text) ? murmur3(Buffer.from(text, "latin1")) % 100 : null;
  },
});
