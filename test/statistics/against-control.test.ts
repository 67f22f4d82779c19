import { describe, expect, it } from "vitest";
import { expectedShare, logEAgainstControl } from "../../scripts/statistics/against-control.ts";
import { expectNear } from "./near.ts";

const traffic = { treated: 1000, control: 9000 };
const errors = (treated: number, all: number) =>
  [
    { bad: treated, total: traffic.treated },
    { bad: all - treated, total: traffic.control },
  ] as const;

describe("STAT-38  of all errors, the share on the flag's side at 10 % of traffic", () => {
  it.each([
    [20, 100, 1, 3.51443607126],
    [30, 100, 1, 13.2535136552],
    [3, 5, 1, 1.658979],
    [4, 4, 1, 2.986639],
    [5, 5, 1, 4.0662422],
    [24, 100, 1.5, 2.5263769905],
    [24, 100, 1, 6.8047088079],
  ])("%d of %d errors, at most %d times worse", (treated, all, times, expected) => {
    expectNear(logEAgainstControl(...errors(treated, all), times), expected, { relative: 1e-10, absolute: 6e-8 });
  });
});

it("STAT-39  up to 1.5 times worse at 1 : 9 expects one error in seven", () => {
  expectNear(expectedShare({ bad: 0, total: 1 }, { bad: 0, total: 9 }, 1.5), 1 / 7);
});

it("STAT-40  nobody failing anywhere is no evidence", () => {
  expect(logEAgainstControl(...errors(0, 0))).toBe(0);
});

it.each([
  [{ bad: 1, total: 0 }, { bad: 0, total: 9 }, 1],
  [{ bad: 0, total: 1 }, { bad: 0, total: 0 }, 1],
  [{ bad: 0, total: 1 }, { bad: 10, total: 9 }, 1],
  [{ bad: 0, total: 1 }, { bad: 0, total: 9 }, 0],
])("STAT-41  a side without traffic, impossible counts and no ratio are refused", (treated, control, times) => {
  expect(() => logEAgainstControl(treated, control, times)).toThrow(RangeError);
});
