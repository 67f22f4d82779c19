import { expect, it } from "vitest";
import { atLeast, atMost, meets } from "../../../scripts/gates/criteria/objective.ts";

it.each([
  [0.01, 0.01, true],
  [0.010000000000000002, 0.01, true],
  [0.01 * (1 + 2e-9), 0.01, false],
  [0.1 + 0.2, 0.3, true],
  [5, 5, true],
  [0, 0, true],
  [1e-13, 0, true],
  [1e-11, 0, false],
  [-1, -1, true],
  [-0.99, -1, false],
])("CRIT-20  %d is at most %d: %s", (value, max, expected) => {
  expect(atMost(value, max)).toBe(expected);
});

it.each([
  [99, 99, true],
  [0.009999999999999998, 0.01, true],
  [0.01 * (1 - 2e-9), 0.01, false],
  [-1e-13, 0, true],
  [-1e-11, 0, false],
])("CRIT-21  %d is at least %d: %s", (value, min, expected) => {
  expect(atLeast(value, min)).toBe(expected);
});

it("CRIT-22  an objective says which inequality decided", () => {
  expect(meets(5, { max: 5 })).toEqual({ met: true, text: "5 <= 5" });
  expect(meets(5.1, { max: 5 })).toEqual({ met: false, text: "5.1 > 5" });
  expect(meets(99, { min: 99 })).toEqual({ met: true, text: "99 >= 99" });
  expect(meets(0.98, { min: 0.99 })).toEqual({ met: false, text: "0.98 < 0.99" });
});
