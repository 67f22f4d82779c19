import fc from "fast-check";
import { expect, it } from "vitest";
import { logBeta } from "../../scripts/statistics/log-beta.ts";
import { expectNear } from "./near.ts";

it.each([
  [2, 3, -2.484906649788],
  [0.5, 0.5, 1.1447298858494],
  [100_000, 100_000, -138633.927061348],
  [0.001, 5, 6.90567265706207],
  [1234.5, 98765.4, -6654.49662997065],
])("STAT-8  ln beta(%d, %d) to fourteen digits", (a, b, expected) => {
  expectNear(logBeta(a, b), expected, { relative: 1e-14 });
});

const size = fc.double({ min: -2, max: 8, noNaN: true }).map((exponent) => 10 ** exponent);

it("STAT-9  beta(a, b + 1) is beta(a, b) times b / (a + b), at every size", () => {
  fc.assert(
    fc.property(size, size, (a, b) => {
      const expected = logBeta(a, b) - Math.log1p(a / b);
      expectNear(logBeta(a, b + 1), expected, { relative: 1e-11, absolute: 1e-12 });
      expect(logBeta(a, b)).toBe(logBeta(b, a));
    }),
  );
});

it.each([
  [0, 1],
  [1, -1],
  [Number.NaN, 1],
  [1, Number.POSITIVE_INFINITY],
])("STAT-10  ln beta(%d, %d) is refused", (a, b) => {
  expect(() => logBeta(a, b)).toThrow(`logBeta: a and b must be finite and above 0; got a = ${a}, b = ${b}`);
});
