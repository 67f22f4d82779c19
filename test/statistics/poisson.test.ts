import { expect, it } from "vitest";
import { chanceOfAtLeast } from "../../scripts/statistics/poisson.ts";
import { expectNear } from "./near.ts";

it("STAT-80  the chance of at least one is what is left of none, and of at least none certain", () => {
  expectNear(chanceOfAtLeast(1, 3), 1 - Math.exp(-3));
  expect(chanceOfAtLeast(0, 0)).toBe(1);
  expect(chanceOfAtLeast(1, 0)).toBe(0);
});

it.each([
  [2, 3],
  [12, 10],
  [200, 200],
  [180, 200],
])("STAT-81  at least %d of %d expected is the sum of the chances one by one", (least, mean) => {
  let [term, below] = [Math.exp(-mean), 0];
  for (let k = 0; k < least; k++) {
    below += term;
    term *= mean / (k + 1);
  }
  expect(chanceOfAtLeast(least, mean)).toBeCloseTo(1 - below, 9);
});

it("STAT-82  far from what is expected it is certain or next to impossible, and never NaN", () => {
  expect(chanceOfAtLeast(200, 1_000_000)).toBe(1);
  expect(chanceOfAtLeast(1_000_000, 200)).toBe(0);
  expect(chanceOfAtLeast(40, 1)).toBeGreaterThan(0);
  expect(() => chanceOfAtLeast(1.5, 3)).toThrow("must be a whole number");
});
