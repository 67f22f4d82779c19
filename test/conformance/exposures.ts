import fc from "fast-check";
import { describeExposure, type Exposure, everyone, exposure, nobody } from "../../scripts/flag/exposure.ts";
import { recorded, variantsDigest } from "../../scripts/flag/recorded.ts";
import type { Reading, Running, Variants, Write } from "../../scripts/flag/running.ts";

export const onOff: Variants = { on: true, off: false };

export const percents = fc.integer({ min: 0, max: 100_000 }).map((thousandths) => thousandths / 1000);
export const exposures: fc.Arbitrary<Exposure> = fc
  .record({
    actors: fc.array(fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom("User;7", "ada@example.gov", "__proto__")), {
      maxLength: 4,
    }),
    percent: fc.oneof(percents, fc.constantFrom(0, 0.001, 0.5, 12.5, 33.333, 99.999, 100)),
  })
  .map(({ actors, percent }) => exposure(actors, percent));

/** The exposures release plans are made of, and those that stores get wrong. */
export const table: readonly Exposure[] = [
  nobody,
  exposure(["User;8", "User;7"], 0),
  exposure([], 0.5),
  exposure([], 10),
  exposure(["User;7"], 12.5),
  exposure([], 33.333),
  exposure(["ada@example.gov", "User;7"], 50),
  exposure([], 99.999),
  everyone,
  exposure(["User;7"], 100),
];

/** A write with its record, as reconcile makes them. */
export function writing(key: string, wanted: Exposure | null, more: Partial<Write> = {}): Write {
  const variants = more.variants ?? onOff;
  const standing = wanted === null ? "retired" : describeExposure(wanted);
  const applied = {
    plan: "form1095b",
    standing,
    exposure: recorded(wanted ?? nobody),
    variants: variantsDigest(variants),
    commit: "4f2c9d1e0b7a8c6d5e4f3a2b1c0d9e8f7a6b5c4d",
    at: "2025-03-12T13:00:00.000Z",
    cohort: "flagd-murmur3-v2",
  };
  return { key, exposure: wanted, variants, expected: null, applied, ...more };
}

export function runningOf(reading: Reading): Running | null {
  return reading.kind === "running" ? reading.running : null;
}
