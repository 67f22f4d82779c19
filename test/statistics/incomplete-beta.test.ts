import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logIncompleteBeta, logRegularisedBeta, regularisedBeta } from "../../scripts/statistics/incomplete-beta.ts";
import { logBeta } from "../../scripts/statistics/log-beta.ts";
import { expectNear } from "./near.ts";

const vectors = [
  [2, 3, 0.5, 0.6875],
  [0.5, 0.5, 0.3, 0.369010119565545],
  [3, 198, 0.01, 0.323321305464343],
  [1, 200, 0.01, 0.866020325142038],
  [12.36, 61.45, 0.2, 0.782432615522793],
  [100, 9900, 0.0125, 0.990944918717917],
  [5000, 495_000, 0.0102, 0.921714851836411],
  [0.001, 5, 0.9, 0.999999997813317],
  [50_000, 50_000, 0.501, 0.736455061702959],
  [1e6, 99e6, 0.0101, 1],
] as const;

describe("STAT-11  the regularised incomplete beta function agrees with 40-digit arithmetic", () => {
  it.each(vectors)("I(%d, %d) at %d", (a, b, x, expected) => {
    expectNear(regularisedBeta(x, a, b), expected, { relative: 1e-11 });
    expectNear(Math.exp(logRegularisedBeta(x, a, b)), expected, { relative: 1e-11 });
    expectNear(logIncompleteBeta(x, a, b), Math.log(expected) + logBeta(a, b), { relative: 1e-11 });
  });
});

it("STAT-12  the log form stays finite where the plain form is nothing", () => {
  expect(regularisedBeta(0.99, 80_155, 1.57)).toBe(0);
  expect(logRegularisedBeta(0.99, 80_155, 1.57)).toBeLessThan(-745);
  expect(logRegularisedBeta(0.99, 80_155, 1.57)).toBeGreaterThan(-1e4);
});

it("STAT-13  it rises from 0 to 1, and the two sides make the whole", () => {
  const shape = fc.double({ min: 0.01, max: 5000, noNaN: true });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(shape, shape, share, share, (a, b, x, y) => {
      const [low, high] = [Math.min(x, y), Math.max(x, y)];
      const [atLow, atHigh] = [regularisedBeta(low, a, b), regularisedBeta(high, a, b)];
      expect(atLow).toBeGreaterThanOrEqual(0);
      expect(atHigh).toBeLessThanOrEqual(1);
      expect(atLow).toBeLessThanOrEqual(atHigh + 1e-12);
      expectNear(atLow + regularisedBeta(1 - low, b, a, low), 1, { relative: 1e-10 });
    }),
  );
});

it.each([
  [-0.1, 1, 1],
  [1.1, 1, 1],
  [Number.NaN, 1, 1],
  [0.5, 0, 1],
  [0.5, 1, Number.NaN],
])("STAT-14  I at %d of (%d, %d) is refused", (x, a, b) => {
  expect(() => regularisedBeta(x, a, b)).toThrow(RangeError);
  expect(() => logRegularisedBeta(x, a, b)).toThrow(RangeError);
});

it("STAT-15  the ends are exact; the logarithm of nothing is refused, not -Infinity", () => {
  expect([regularisedBeta(0, 2, 3), regularisedBeta(1, 2, 3)]).toEqual([0, 1]);
  expect(logRegularisedBeta(1, 2, 3)).toBe(0);
  expect(() => logRegularisedBeta(0, 2, 3)).toThrow("x must be above 0; got x = 0");
});
