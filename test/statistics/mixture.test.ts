import { expect, it } from "vitest";
import { bestPrecision, mixture } from "../../scripts/statistics/mixture.ts";
import { expectNear } from "./near.ts";

it("STAT-27  the precision best after a variance of 100 is the published one", () => {
  expectNear(bestPrecision(100, "two-sided"), 12.60056, { relative: 0, absolute: 1e-5 });
});

it("STAT-28  a limit of 1 % planned for 1,000 samples mixes beta(1.570, 155.4)", () => {
  const { a, b } = mixture(0.01, 1000, "one-sided");
  expectNear(a, 1.57, { relative: 0, absolute: 5e-4 });
  expectNear(b, 155.4, { relative: 0, absolute: 0.05 });
});

it("STAT-29  a plan of next to no samples still gives a distribution", () => {
  const { a, b } = mixture(0.01, 1e-9, "one-sided");
  expectNear(a, 1e-5);
  expectNear(b, 0.00099);
});

it.each([
  [0, 1000, "limit must be above 0 and below 1"],
  [1, 1000, "limit must be above 0 and below 1"],
  [Number.NaN, 1000, "limit must be above 0 and below 1"],
  [0.01, 0, "planSamples must be finite and above 0"],
  [0.01, Number.POSITIVE_INFINITY, "planSamples must be finite and above 0"],
])("STAT-30  a limit of %d planned for %d samples is refused", (limit, planSamples, rule) => {
  expect(() => mixture(limit, planSamples, "one-sided")).toThrow(rule);
});
