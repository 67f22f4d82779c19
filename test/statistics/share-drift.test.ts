import { describe, expect, it } from "vitest";
import { asPlanned, drifts, logEDrift, shareInterval } from "../../scripts/statistics/share-drift.ts";
import { expectNear } from "./near.ts";

it.each([
  [870, 7.60118391337],
  [1000, -1.0959996272],
  [1080, 1.96740184287],
  [1100, 3.67640727624],
  [1150, 9.54026474873],
])("STAT-42  %d of 10,000 against a planned 10 %%", (k, expected) => {
  expectNear(logEDrift(k, 10_000, 0.1), expected, { relative: 1e-11 });
});

describe("STAT-43  what counts as no drift", () => {
  it.each([
    [0.1, 500, 6, 99],
    [0.1, 1000, 49, 156],
    [0.1, 10_000, 876, 1129],
    [0.5, 1000, 410, 590],
    [0.5, 10_000, 4788, 5212],
  ])("planned %d, of %d: from %d to %d", (planned, n, least, most) => {
    const drifting = [least - 1, least, most, most + 1].map((k) => drifts(k, n, planned));
    expect(drifting).toEqual([true, false, false, true]);
    expect(asPlanned(n, planned)).toEqual([least, most]);
  });
});

it.each([
  [1000, 0.0877, 0.1132],
  [1150, 0.1019, 0.129],
])("STAT-44  %d of 10,000 leaves shares between %d and %d", (k, low, high) => {
  const interval = shareInterval(k, 10_000);
  expectNear(interval[0], low, { relative: 0, absolute: 5e-5 });
  expectNear(interval[1], high, { relative: 0, absolute: 5e-5 });
});

it("STAT-81  few actors are never drift; dependent ones less soon", () => {
  expect(asPlanned(5, 0.1)).toEqual([0, 5]);
  expect(asPlanned(0, 0.1)).toEqual([0, 0]);
  expect(asPlanned(1000, 0.5, 4)).toEqual([210, 790]);
});

it("STAT-45  nobody and everybody have an interval too; nothing seen has none", () => {
  expect(shareInterval(0, 1_000_000)[0]).toBe(0);
  expect(shareInterval(1_000_000, 1_000_000)[1]).toBe(1);
  expect(logEDrift(0, 0, 0.1)).toBe(0);
  expect(() => shareInterval(0, 0)).toThrow("shareInterval: n must be above 0");
  expect(() => logEDrift(1, 2, 0)).toThrow(RangeError);
  expect(() => logEDrift(3, 2, 0.1)).toThrow(RangeError);
});
