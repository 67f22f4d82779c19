import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logE, logESafe } from "../../scripts/statistics/e-value.ts";
import { logBeta } from "../../scripts/statistics/log-beta.ts";
import { expectNear } from "./near.ts";

describe("STAT-31  ln E agrees with 40-digit arithmetic, or with every digit printed", () => {
  it.each([
    [3, 100, 0.01, 1000, 0.819912664272],
    [7, 150, 0.01, 1000, 3.38641187839],
    [0, 1000, 0.01, 1000, -2.22432678457],
    [20, 1000, 0.01, 1000, 3.04746095046],
    [25, 1000, 0.01, 1000, 6.65837224548],
    [60, 5000, 0.01, 1000, -0.133906180174],
    [0, 50, 0.05, 400, -0.896202678291],
    [12, 100, 0.05, 400, 2.60439268089],
    [15, 30, 0.1, 100, 11.2804047475],
    [2.5, 180.25, 0.01, 500, -0.189472012379],
    [1_000_000, 1_000_000, 0.01, 1000, 4603659.03956],
    [0, 1_000_000, 0.01, 1000, -9.03381427729],
    [0, 0, 0.01, 1000, 0],
    [0, 1, 0.01, 1000, -0.00770596708699],
    [1, 1, 0.01, 1000, 0.565290440559],
    [0, 200, 0.01, 1000, -0.956845377356],
    [8, 180, 0.01, 1000, 3.83178437084],
    [14, 600, 0.01, 1000, 3.00305373492],
    [23, 1200, 0.01, 1000, 3.1344873205],
    [132, 10_080, 0.01, 1000, 3.03571747143],
    [20, 400, 0.05, 1000, -0.596595889207],
    [12, 40, 0.1, 100, 4.65184885744],
    [1500, 100_000, 0.01, 1000, 106.758251523],
  ])("%d of %d against %d, planned for %d", (k, n, limit, planSamples, expected) => {
    expectNear(logE(k, n, limit, planSamples), expected, { relative: 1e-11 });
  });
});

it.each([
  [0, 600, 4.05164191229],
  [1, 600, 2.46313078552],
  [3, 1200, 3.98657093429],
  [4, 1200, 2.88908577668],
])("STAT-32  %d of %d shows a limit of 0.01 safe with ln E %d", (k, n, expected) => {
  expectNear(logESafe(k, n, 0.01, 1000), expected, { relative: 1e-11 });
});

describe("STAT-33  at the limit the evidence expects no more than it began with, whatever the number of looks", () => {
  it.each([
    [60, 0.01, 1000],
    [400, 0.05, 1000],
    [40, 0.1, 100],
  ])("n = %d, limit %d, planned for %d", (n, limit, planSamples) => {
    const logChance = (k: number) =>
      -Math.log(n + 1) - logBeta(n - k + 1, k + 1) + k * Math.log(limit) + (n - k) * Math.log1p(-limit);
    const expectation = (of: typeof logE) =>
      Array.from({ length: n + 1 }, (_, k) => Math.exp(logChance(k) + of(k, n, limit, planSamples)));
    expectNear(sum(expectation(logE)), 1, { relative: 1e-10 });
    expectNear(sum(expectation(logESafe)), 1, { relative: 1e-10 });
  });
});

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

it("STAT-34  one more bad event is more evidence against, and less for, whatever the counts", () => {
  const counts = fc.record({
    n: fc.double({ min: 1, max: 1e6, noNaN: true }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    limit: fc.double({ min: 1e-4, max: 0.9, noNaN: true }),
    planSamples: fc.integer({ min: 10, max: 100_000 }),
  });
  fc.assert(
    fc.property(counts, ({ n, share, limit, planSamples }) => {
      const k = share * (n - 1);
      const slack = 1e-9 * Math.abs(logE(k, n, limit, planSamples)) + 1e-9;
      expect(logE(k + 1, n, limit, planSamples)).toBeGreaterThan(logE(k, n, limit, planSamples) - slack);
      expect(logESafe(k + 1, n, limit, planSamples)).toBeLessThan(logESafe(k, n, limit, planSamples) + slack);
    }),
  );
});

it.each([
  [1, 0, 0.01, 1000, "got k = 1, n = 0"],
  [3.001, 3, 0.01, 1000, "got k = 3.001, n = 3"],
  [-1, 3, 0.01, 1000, "got k = -1, n = 3"],
  [Number.NaN, 3, 0.01, 1000, "got k = NaN, n = 3"],
  [1, 3, 0, 1000, "limit must be above 0 and below 1"],
  [1, 3, 1, 1000, "limit must be above 0 and below 1"],
  [1, 3, 0.01, -5, "planSamples must be finite and above 0"],
])("STAT-35  %d of %d against %d, planned for %d, is refused by name", (k, n, limit, planSamples, why) => {
  expect(() => logE(k, n, limit, planSamples)).toThrow(why);
  expect(() => logESafe(k, n, limit, planSamples)).toThrow(RangeError);
});

it("STAT-79  whatever comes in, a finite number or a refusal comes out", () => {
  const any = fc.oneof(
    fc.double(),
    fc.constantFrom(0, 1, 3, 3.0001, 1e6, 1e12, Number.NaN, Number.POSITIVE_INFINITY),
    fc.double({ min: 0, max: 1, noNaN: true }),
  );
  fc.assert(
    fc.property(any, any, any, any, (k, n, limit, planSamples) => {
      for (const of of [logE, logESafe]) {
        expect(attempt(() => of(k, n, limit, planSamples))).toBe("finite or refused");
      }
    }),
    { numRuns: 2000 },
  );
});

function attempt(work: () => number): string {
  try {
    const value = work();
    return Number.isFinite(value) ? "finite or refused" : String(value);
  } catch (error) {
    return error instanceof RangeError ? "finite or refused" : String(error);
  }
}

it("STAT-86  a small prior beside a large sample is not lost to rounding", () => {
  expect(logE(1e9, 1e9, 1 - 1e-12, 1000)).toBeLessThan(1);
  expect(logESafe(0, 1e9, 1e-12, 1000)).toBeLessThan(1);
});
