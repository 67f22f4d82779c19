import { expect, it } from "vitest";
import { mostShownBy, promotes } from "../../../scripts/gates/criteria/forecast-evidence.ts";
import { judgeCriterion } from "../../../scripts/gates/criteria/judge-criterion.ts";
import { measured, rate, stay as stayNow } from "./given.ts";

const test = { limit: 0.01, alpha: 0.05, planSamples: 1000, designEffect: 1 };

it.each([
  ["point", 1000, 1],
  ["upper-bound", 1000, 1],
  ["upper-bound", 1500, 3],
  ["sequential", 1500, 1],
] as const)(
  "FORE-10 the most bad that %s lets through of %d is what the gate lets through (design effect %d)",
  (evidence, n, designEffect) => {
    const metric = rate({ evidence, designEffect });
    const most = mostShownBy(evidence, n, { ...test, designEffect })!;
    expect(most).toBeGreaterThanOrEqual(0);
    const outcome = (bad: number) => judgeCriterion(metric, measured(metric, { bad, total: n }), stayNow).outcome;
    expect(outcome(most)).toBe("pass");
    expect(outcome(most + 1)).not.toBe("pass");
  },
);

it("FORE-11 a flag without failures is let through where the evidence can be had at all", () => {
  expect(promotes(rate({ evidence: "upper-bound" }), 299, 0, test)).toBe(1);
  expect(promotes(rate({ evidence: "upper-bound" }), 298, 0, test)).toBe(0);
  expect(promotes(rate({ minSamples: 300 }), 299, 0, test)).toBe(0);
});
