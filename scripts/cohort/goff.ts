import { cohortOf } from "./cohort.ts";

/**
 * GO Feature Flag's percentage with weights that add up to 100 and the variation `on`, which sorts last and so comes
 * first: FNV-1a of flag key and id in UTF-8, modulo 100,000 (https://gofeatureflag.org/docs). The engine cuts the product
 * down to a whole number, so that a percent like 1.009, whose product is 1008.9999999999999, selects one bucket fewer.
 */
export const goffFnv1a = cohortOf({
  name: "goff-fnv1a",
  buckets: 100_000,
  threshold: (percent) => Math.trunc(percent * 1000),
  bucket: (flagKey, id) => fnv1a(Buffer.from(flagKey + id)) % 100_000,
});

/** FNV-1a, 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/). */
export function fnv1a(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
