import { describe, expect, it } from "vitest";
import { type LookRule, promoteRules, revertRules } from "../../scripts/statistics/look-rules.ts";

const judged = { limit: 0.01, alpha: 0.05, planSamples: 1000, designEffect: 1, minSamples: 200 };

/** At which looks a rule fires, given the bad events of each hour of 100. */
function firing(rule: LookRule, hours: readonly number[]): readonly number[] {
  const fires = rule.watch();
  let bad = 0;
  return hours.flatMap((lastBad, i) => {
    bad += lastBad;
    return fires({ number: i + 1, bad, total: (i + 1) * 100, lastBad, lastTotal: 100 }) ? [i + 1] : [];
  });
}

describe("STAT-67  each rule fires when it says", () => {
  const rules = [...revertRules(judged), ...promoteRules(judged)];
  it.each([
    ["e-value", [6, 0, 0, 0], [1]],
    ["e-value", [5, 2, 2, 2], [4]],
    ["point estimate", [9, 0, 0, 0], [2, 3, 4]],
    ["point estimate, 3 looks in a row", [9, 0, 0, 0, 0], [4, 5]],
    ["newest events only, 4th bad look", [2, 0, 2, 0, 2, 0, 2, 2], [7]],
    ["exact lower bound, peeked", [6, 0, 0, 0], [2]],
    ["point, at the first look with enough samples", [1, 1, 9], [2]],
    ["point, at the first look with enough samples", [2, 1, 0], []],
    ["upper-bound", [0, 0, 0, 9], [3]],
    ["sequential", [0, 0, 0, 0, 0, 9], [5]],
  ])("%s on %j: %j", (name, hours, looks) => {
    expect(firing(rules.find((rule) => rule.name === name)!, hours)).toEqual(looks);
  });
});
