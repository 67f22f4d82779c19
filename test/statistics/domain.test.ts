import { expect, it } from "vitest";
import { demand, demandCounts, demandFinite, demandOpenShare } from "../../scripts/statistics/domain.ts";

it("STAT-1  a refusal names the function, the rule and what was given", () => {
  expect(() => demand(false, "logE", "k must not be negative", { k: -1, n: 3 })).toThrow(
    new RangeError("logE: k must not be negative; got k = -1, n = 3"),
  );
  expect(() => demand(true, "logE", "", {})).not.toThrow();
});

it.each([
  [-1, 3],
  [4, 3],
  [3.001, 3],
  [Number.NaN, 3],
  [0, Number.NaN],
  [0, Number.POSITIVE_INFINITY],
  [0, -1],
])("STAT-2  %d of %d is refused by name", (k, n) => {
  expect(() => demandCounts("here", k, n)).toThrow(/^here: counts must be finite with 0 <= k <= n; got k = .*, n = /);
});

it.each([
  [0, 0],
  [2.5, 2.5],
  [0, 1e6],
])("STAT-3  %d of %d are counts", (k, n) => {
  expect(() => demandCounts("here", k, n)).not.toThrow();
});

it.each([0, 1, -0.1, 1.1, Number.NaN])("STAT-4  %d is no share between never and always", (share) => {
  expect(() => demandOpenShare("here", "limit", share)).toThrow("here: limit must be above 0 and below 1");
});

it("STAT-80  a result that floating point cannot hold is refused", () => {
  expect(demandFinite("here", 1.5, {})).toBe(1.5);
  expect(() => demandFinite("here", Number.NaN, { k: 1 })).toThrow(
    "here: the result is beyond floating point; got k = 1",
  );
});
