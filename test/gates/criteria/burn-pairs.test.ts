import { describe, expect, it } from "vitest";
import { judgeBurn } from "../../../scripts/gates/criteria/burn-pairs.ts";
import { lasting, measured, rate, type Told } from "./given.ts";

const pair = { factor: 14.4, long: lasting("PT1H"), short: lasting("PT5M"), minCount: 5 };

const judge = (long: [Told, Told], short: [Told, Told]) =>
  judgeBurn(
    [pair],
    [0],
    0.01,
    measured(rate(), {
      "burnRate.0.long.bad": long[0],
      "burnRate.0.long.total": long[1],
      "burnRate.0.short.bad": short[0],
      "burnRate.0.short.total": short[1],
    }),
  )[0]!;

describe("CRIT-37  a burn-rate pair at 100 %", () => {
  it("fails where both windows spend the budget too fast", () => {
    expect(judge([90, 500], [12, 60])).toMatchObject({
      outcome: "fail",
      code: "burn-rate",
      because:
        "spends the error budget more than 14.4 times too fast: 18 % > 14.4 % (90 of 500) in 1 hour, 20 % > 14.4 % (12 of 60) in 5 minutes",
    });
  });
  it.each([
    ["the short window is over it", [90, 500], [1, 60], "pass"],
    ["the short window is quiet", [90, 500], [0, 0], "pass"],
    ["the short window has no series", [90, 500], [null, null], "pass"],
    ["the short window cannot be measured", [90, 500], ["timeout", 60], "error"],
    ["the counts cannot be", [600, 500], [12, 60], "error"],
    ["too few failed", [4, 10], [4, 10], "pass"],
  ] as const)("%s", (_, long, short, outcome) => {
    expect(judge([...long], [...short]).outcome).toBe(outcome);
  });
});

it("CRIT-38  a pair that was not due says nothing", () => {
  expect(judgeBurn([pair], [], 0.01, measured(rate(), {}))).toEqual([]);
});
