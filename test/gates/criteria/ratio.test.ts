import { describe, expect, it } from "vitest";
import { judgeRatio } from "../../../scripts/gates/criteria/ratio.ts";
import { control, lasting, measured, rate, stay } from "./given.ts";

const pair = { factor: 10, long: lasting("PT1H"), short: lasting("PT5M"), minCount: 5 };
const metric = rate({}, { control, burnRate: [pair, pair] });

type Told = Parameters<typeof measured>[1];

function codes(told: Told, percent: number, at = {}): readonly string[] {
  const { measure } = metric;
  const look = { ...stay, percent };
  const measurement = measured(metric, told, look, at);
  return judgeRatio(metric, measure as typeof measure & { kind: "ratio" }, measurement, look).map(({ code }) => code);
}

const own = { bad: 3, total: 420 };

describe("CRIT-78  the tests of a rate, its own limit first", () => {
  it.each([
    ["below 100 %, the control", own, 10, ["met", "not-measured"]],
    ["at 100 %, every burn-rate pair", own, 100, ["met", "not-measured", "not-measured"]],
    ["with named actors only, neither", own, 0, ["met"]],
    ["without counts of its own, no control", { bad: 3, total: null }, 10, ["no-data"]],
    [
      "without counts of its own, the burn rate still",
      { bad: 3, total: null },
      100,
      ["no-data", "not-measured", "not-measured"],
    ],
  ] as const)("%s", (_, told, percent, expected) => {
    expect(codes(told, percent)).toEqual(expected);
  });
  it("what was due follows from when it was asked, not from now", () => {
    const early = { askedAt: stay.since!.plus({ minutes: 80 }) };
    expect(codes(own, 100, early)).toEqual(["met"]);
  });
});
