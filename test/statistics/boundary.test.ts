import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstWhole, revertBoundary, safeBoundary } from "../../scripts/statistics/boundary.ts";

const test = (limit: number, parts = {}) => ({ limit, alpha: 0.05, planSamples: 1000, designEffect: 1, ...parts });
const sizes = [50, 100, 150, 200, 300, 500, 750, 1000, 2000, 5000, 10_000, 20_000];

describe("STAT-48  the smallest number of bad events that reverts", () => {
  it.each([
    [0.005, 0.05, [4, 5, 5, 6, 7, 9, 11, 13, 21, 41, 73, 132]],
    [0.01, 0.05, [5, 6, 7, 8, 10, 13, 17, 20, 34, 72, 131, 245]],
    [0.01, 0.01, [7, 8, null, 10, 11, 15, null, 23, 37, 76, 137, null]],
    [0.05, 0.05, [11, 14, 18, 21, 28, 40, 56, 71, 129, 296, 567, 1097]],
  ])("limit %d, alpha %d", (limit, alpha, expected) => {
    const found = sizes.map((n, i) => (expected[i] === null ? null : revertBoundary(n, test(limit, { alpha }))));
    expect(found).toEqual(expected);
  });
});

it.each([100, 500, 1000, 5000])("STAT-49  planned for %d samples, 20 or 21 of 1,000 revert", (planSamples) => {
  expect([20, 21]).toContain(revertBoundary(1000, test(0.01, { planSamples })));
});

it.each([
  [0.01, 100, 2],
  [0.01, 500, 3],
  [0.01, 1000, 4],
  [0.05, 1000, 8],
  [0.1, 1000, 11],
])("STAT-50  nothing but failures: limit %d planned for %d reverts at %d", (limit, planSamples, first) => {
  const at = (n: number) => revertBoundary(n, test(limit, { planSamples }));
  expect([at(first - 1), at(first)]).toEqual([null, first]);
});

describe("STAT-51  the largest number of bad events that is still shown safe", () => {
  it.each([
    [464, null],
    [465, 0],
    [600, 0],
    [800, 1],
    [1000, 2],
    [1200, 3],
    [1500, 5],
    [2000, 8],
    [3000, 15],
    [5000, 31],
    [10_000, 71],
  ])("of %d: %s", (n, most) => {
    expect(safeBoundary(n, test(0.01))).toBe(most);
  });
  it("5 % needs 154 without an error", () => {
    expect([safeBoundary(153, test(0.05)), safeBoundary(154, test(0.05))]).toEqual([null, 0]);
  });
});

it("STAT-52  of nothing, nothing reverts and nothing is shown; a design effect moves both away", () => {
  expect([revertBoundary(0, test(0.01)), safeBoundary(0, test(0.01))]).toEqual([null, null]);
  expect(revertBoundary(1000, test(0.01, { designEffect: 5 }))!).toBeGreaterThan(20);
  expect(safeBoundary(465, test(0.01, { designEffect: 2 }))).toBeNull();
});

it("STAT-53  the search finds where a test turns", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.nat(1000), (turn, more) => {
      expect(firstWhole(0, turn + more, (n) => n >= turn)).toBe(turn);
    }),
  );
  expect(() => firstWhole(3, 3, () => true)).toThrow("nothing to search");
});
