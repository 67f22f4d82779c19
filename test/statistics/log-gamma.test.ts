import { expect, it } from "vitest";
import { logGamma } from "../../scripts/statistics/log-gamma.ts";
import { expectNear } from "./near.ts";

it("STAT-5  ln gamma of whole numbers is the logarithm of the factorial below them", () => {
  let logFactorial = 0;
  for (let n = 1; n <= 170; n++) {
    expectNear(logGamma(n), logFactorial, { relative: 1e-14, absolute: 1e-14 });
    logFactorial += Math.log(n);
  }
});

it.each([
  [0.5, 0.5723649429247],
  [1.5, -0.120782237635245],
  [0.001, 6.90717888538385],
  [1e-10, 23.0258509298827],
])("STAT-6  ln gamma(%d)", (z, expected) => {
  expectNear(logGamma(z), expected, { relative: 1e-13 });
});

it.each([0, -0.5, Number.NaN, Number.POSITIVE_INFINITY])("STAT-7  ln gamma(%d) is refused", (z) => {
  expect(() => logGamma(z)).toThrow(`logGamma: z must be finite and above 0; got z = ${z}`);
});
