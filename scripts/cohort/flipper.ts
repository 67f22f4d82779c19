import { crc32 } from "node:zlib";
import { cohortOf } from "./cohort.ts";

/**
 * Flipper's percentage of actors, one actor a check: CRC-32 of flag key and id in UTF-8, modulo 100,000
 * (https://github.com/flippercloud/flipper/blob/main/lib/flipper/gates/percentage_of_actors.rb). Flipper 0.11 and later.
 * The threshold is not rounded because Flipper's is not: for some percents the product lies just above a whole number.
 */
export const flipperCrc32 = cohortOf({
  name: "flipper-crc32",
  buckets: 100_000,
  threshold: (percent) => percent * 1000,
  bucket: (flagKey, id) => crc32(flagKey + id) % 100_000,
});
