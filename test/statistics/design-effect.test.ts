import { expect, it } from "vitest";
import { effective } from "../../scripts/statistics/design-effect.ts";
import { logE } from "../../scripts/statistics/e-value.ts";
import { expectNear } from "./near.ts";

it("STAT-36  retries divide the weight of events, not their rate: 10 of 60 is strong, 2 of 12 is not", () => {
  const { bad, total } = effective({ bad: 10, total: 60 }, 5);
  expect([bad, total]).toEqual([2, 12]);
  expectNear(logE(10, 60, 0.01, 1000), 10.08, { relative: 0, absolute: 0.005 });
  expectNear(logE(bad, total, 0.01, 1000), 1.14, { relative: 0, absolute: 0.005 });
});

it.each([0.9, 0, Number.NaN, Number.POSITIVE_INFINITY])("STAT-37  a design effect of %d is refused", (designEffect) => {
  expect(() => effective({ bad: 1, total: 2 }, designEffect)).toThrow("designEffect must be finite and at least 1");
});
