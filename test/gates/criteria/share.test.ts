import { describe, expect, it } from "vitest";
import { judgeShare } from "../../../scripts/gates/criteria/share.ts";
import { measured, shared, type Told } from "./given.ts";

const judge = (exposed: Told, eligible: Told, metric = shared(), percent = 10) => {
  const found = judgeShare(metric, percent, measured(metric, { exposed, eligible }));
  return `${found.outcome} ${found.code}: ${found.because}`;
};

describe("CRIT-45  the share that sees a flag planned for 10 %", () => {
  it.each([
    [1000, 10_000, "pass met: 10 % see it (1000 of 10000), planned 10 %; 876 to 1129 would be as planned"],
    [876, 10_000, "pass met: 8.76 % see it (876 of 10000), planned 10 %; 876 to 1129 would be as planned"],
    [875, 10_000, "error drift: 8.75 % see it (875 of 10000), planned 10 %; 876 to 1129 would be as planned"],
    [1130, 10_000, "error drift: 11.3 % see it (1130 of 10000), planned 10 %; 876 to 1129 would be as planned"],
    [3, 5, "pass met: 60 % see it (3 of 5), planned 10 %; 0 to 5 would be as planned"],
    [0, 0, 'wait no-data: no traffic: "eligible" is 0'],
    [0, null, 'wait no-data: no data for "eligible" from prometheus: empty result'],
    ["timeout", 10, 'error timeout: could not measure "exposed" from prometheus: it said timeout'],
    [20, 10, 'error impossible: "exposed" = 20 of "eligible" = 10 cannot be'],
  ] as const)("%s of %s: %s", (exposed, eligible, expected) => {
    expect(judge(exposed, eligible)).toBe(expected);
  });
});

it("CRIT-46  half a percent planned is compared with half a percent; retries and too few actors are heeded", () => {
  expect(judge(50, 10_000, shared(), 0.5)).toMatch(/^pass/);
  expect(judge(870, 10_000, shared({ designEffect: 4 }))).toMatch(/^pass/);
  expect(judge(1, 10, shared({ minSamples: 200 }))).toMatch(/^wait below-min-samples: 10 of 200 samples/);
  expect(judge(90, 100, shared({ minSamples: 200 }))).toMatch(/^error drift/);
});
