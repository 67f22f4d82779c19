import { expect, it } from "vitest";
import { wilson } from "../../scripts/statistics/wilson.ts";
import { expectNear } from "./near.ts";

it.each([
  [2, 250, 0.00219663712, 0.02869452958],
  [7, 420, 0.0080962729, 0.03399837936],
  [0, 100, 0, 0.03699349821],
  [100, 100, 1 - 0.03699349821, 1],
])("STAT-23  %d of %d", (k, n, low, high) => {
  const interval = wilson(k, n);
  expectNear(interval[0], low, { relative: 0, absolute: 6e-12 });
  expectNear(interval[1], high, { relative: 0, absolute: 6e-12 });
});

it("STAT-24  its ends are exact, and it refuses an interval of nothing", () => {
  expect(wilson(0, 100)[0]).toBe(0);
  expect(wilson(1_000_000, 1_000_000)[1]).toBe(1);
  expect(() => wilson(0, 0)).toThrow("wilson: n must be above 0; got n = 0");
  expect(() => wilson(5, 3)).toThrow(RangeError);
});
