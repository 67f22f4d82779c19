import { describe, expect, it } from "vitest";
import { exactInterval, lowerBound, upperBound } from "../../scripts/statistics/clopper-pearson.ts";
import { expectNear } from "./near.ts";

const printed = { relative: 0, absolute: 6e-12 };

describe("STAT-19  exact bounds agree with published figures", () => {
  it("2 of 250, both sides", () => {
    const [low, high] = exactInterval(2, 250);
    expectNear(low, 0.00097030972, printed);
    expectNear(high, 0.02859834725, printed);
  });
  it.each([
    [2, 250, 0.02496768177],
    [0, 299, 0.00996914679],
    [0, 298, 0.01000243244],
  ])("at most, %d of %d", (k, n, expected) => {
    expectNear(upperBound(k, n), expected, printed);
  });
  it("at least, 7 of 420", () => {
    expectNear(lowerBound(7, 420), 0.00784762804, printed);
  });
});

describe("STAT-20  200 samples never show 1 %, and first contradict it at 6 errors", () => {
  it.each([
    [0, 0.01487],
    [1, 0.0235],
    [2, 0.03114],
    [3, 0.03831],
    [4, 0.04518],
  ])("upper bound with %d errors", (k, expected) => {
    expectNear(upperBound(k, 200), expected, { relative: 0, absolute: 5e-6 });
  });
  it.each([
    [4, 0.00686],
    [5, 0.0099],
    [6, 0.01314],
    [7, 0.01654],
  ])("lower bound with %d errors", (k, expected) => {
    expectNear(lowerBound(k, 200), expected, { relative: 0, absolute: 5e-6 });
  });
});

it.each([
  [0, 0, 0, 1],
  [0, 1_000_000, 0, 3.0e-6],
  [1_000_000, 1_000_000, 1 - 3.0e-6, 1],
])("STAT-21  %d of %d has bounds like any other count", (k, n, low, high) => {
  expectNear(lowerBound(k, n), low, { relative: 0, absolute: 1e-8 });
  expectNear(upperBound(k, n), high, { relative: 0, absolute: 1e-8 });
});

it("STAT-22  fractional counts have bounds between their neighbours'; impossible ones are refused", () => {
  expect(upperBound(2.5, 250)).toBeGreaterThan(upperBound(2, 250));
  expect(upperBound(2.5, 250)).toBeLessThan(upperBound(3, 250));
  expect(() => upperBound(3.01, 3)).toThrow("upperBound: counts must be finite with 0 <= k <= n; got k = 3.01, n = 3");
  expect(() => lowerBound(1, 3, 1)).toThrow("confidence must be above 0 and below 1");
});
