import { describe, expect, it } from "vitest";
import { countsOf, possible } from "../../../scripts/gates/criteria/counts.ts";
import { measured, rate, type Told } from "./given.ts";

describe("CRIT-18  rounding is taken out of counts, impossible ones are refused", () => {
  it.each([
    [3, 420, { bad: 3, total: 420 }],
    [420, 420, { bad: 420, total: 420 }],
    [424.2, 420, { bad: 420, total: 420 }],
    [424.3, 420, null],
    [3.9, 3, { bad: 3, total: 3 }],
    [4, 3, null],
    [-0.0004, 420, { bad: 0, total: 420 }],
    [-0.001, 420, null],
    [0, -1, null],
    [0, 0, { bad: 0, total: 0 }],
    [1, 0, null],
    [0, 1e16, null],
  ])("%d of %d", (bad, total, expected) => {
    expect(possible(bad, total)).toEqual(expected);
  });
});

describe("CRIT-19  counts of a measurement", () => {
  const read = (bad: Told, total: Told) => countsOf(measured(rate(), { bad, total }), "bad", "total");
  it("fractions stay", () => {
    expect(read(2.5, 180.25)).toEqual({ kind: "counts", counts: { bad: 2.5, total: 180.25 } });
  });
  it.each([
    [0, 1e-9, "wait", "no-data", 'no traffic: "total" is 0'],
    [0, 0, "wait", "no-data", 'no traffic: "total" is 0'],
    [0, null, "wait", "no-data", 'no data for "total" from prometheus: empty result'],
    [9, 3, "error", "impossible", '"bad" = 9 of "total" = 3 cannot be'],
    [-1, 3, "error", "impossible", '"bad" = -1 of "total" = 3 cannot be'],
    ["partial", 3, "error", "partial", 'could not measure "bad" from prometheus: it said partial'],
  ] as const)("%s of %s", (bad, total, outcome, code, because) => {
    expect(read(bad, total)).toMatchObject({ kind: "none", judgement: { outcome, code, because } });
  });
});
