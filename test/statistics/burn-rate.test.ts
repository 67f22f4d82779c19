import { expect, it } from "vitest";
import { burn, burnsBoth } from "../../scripts/statistics/burn-rate.ts";

const page = { factor: 14.4, limit: 0.01, minCount: 5 };

it.each([
  ["both above the factor", { bad: 150, total: 1000 }, { bad: 15, total: 100 }, true],
  ["the long one on the factor", { bad: 144, total: 1000 }, { bad: 15, total: 100 }, false],
  ["the short one on the factor", { bad: 150, total: 1000 }, { bad: 14.4, total: 100 }, false],
  ["the short one over already", { bad: 150, total: 1000 }, { bad: 1, total: 100 }, false],
  ["too few in the short one", { bad: 150, total: 1000 }, { bad: 4, total: 20 }, false],
  ["enough in the short one", { bad: 150, total: 1000 }, { bad: 5, total: 20 }, true],
  ["a quiet short one", { bad: 150, total: 1000 }, { bad: 0, total: 0 }, false],
])("STAT-46  a burn-rate pair: %s", (_, long, short, expected) => {
  expect(burnsBoth(long, short, page)).toBe(expected);
});

it("STAT-47  one failure in an hour of ten requests burns a 99.9 % objective 100 times too fast", () => {
  expect(burn({ bad: 1, total: 10 }, 0.001)).toBeCloseTo(100, 9);
  expect(() => burn({ bad: 2, total: 1 }, 0.01)).toThrow(RangeError);
  expect(() => burn({ bad: 1, total: 2 }, 0)).toThrow("burn: limit must be above 0; got limit = 0");
});
