import fc from "fast-check";
import { expect, it } from "vitest";
import { betaQuantile } from "../../scripts/statistics/beta-quantile.ts";
import { regularisedBeta } from "../../scripts/statistics/incomplete-beta.ts";
import { expectNear } from "./near.ts";

it.each([
  [0.025, 18, 3, 0.683017285980918],
  [0.975, 19, 2, 0.987651472829705],
  [0.05, 3, 198, 0.00410061333506991],
  [0.95, 1, 200, 0.0148670392312721],
  [0.95, 3, 198, 0.0311425994140837],
  [0.025, 4, 197, 0.00547556587955645],
  [0.975, 5, 196, 0.0504136090898963],
  [0.01, 0.5, 0.5, 0.000246719817134222],
  [0.95, 101, 9900, 0.0117972339713476],
  [0.999, 10, 99_990, 0.00022656052690413],
])("STAT-16  the %d quantile of beta(%d, %d)", (p, a, b, expected) => {
  expectNear(betaQuantile(p, a, b), expected, { relative: 1e-12 });
});

it("STAT-17  it undoes the distribution", () => {
  const shape = fc.double({ min: 0.1, max: 10_000, noNaN: true });
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), shape, shape, (p, a, b) => {
      const x = betaQuantile(p, a, b);
      if (x > 1e-12 && x < 1 - 1e-6) expectNear(regularisedBeta(x, a, b), p, { relative: 1e-8 });
    }),
  );
});

it("STAT-18  the ends are the ends, and what is no probability is refused", () => {
  expect([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)]).toEqual([0, 1]);
  expect(() => betaQuantile(1.2, 2, 3)).toThrow("betaQuantile: p must be from 0 to 1; got p = 1.2");
  expect(() => betaQuantile(Number.NaN, 2, 3)).toThrow(RangeError);
});
