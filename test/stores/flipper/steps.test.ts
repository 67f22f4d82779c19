import fc from "fast-check";
import { expect, it } from "vitest";
import { everyone, exposure, nobody, sameExposure } from "../../../scripts/flag/exposure.ts";
import { rowsOf } from "../../../scripts/stores/flipper/gates.ts";
import { stepsBetween } from "../../../scripts/stores/flipper/steps.ts";
import { exposures } from "../../conformance/exposures.ts";

it("STEPS-1  every prefix shows nobody more than before or than wanted, and the last shows what is wanted", () => {
  fc.assert(
    fc.property(fc.option(exposures), exposures, (before, wanted) => {
      const planned = stepsBetween(before === null ? null : rowsOf(before), wanted);
      const was = before ?? nobody;
      const steps = planned.ok ? planned.steps : [];
      for (const { after } of steps) {
        expect(after.percent === was.percent || after.percent <= wanted.percent).toBe(true);
        if (was.percent === 100) expect(after.actors.every((one) => wanted.actors.includes(one))).toBe(true);
        expect(after.actors.every((one) => was.actors.includes(one) || wanted.actors.includes(one))).toBe(true);
      }
      expect(sameExposure(steps.at(-1)?.after ?? was, wanted)).toBe(true);
    }),
  );
});

it("STEPS-2  nothing to do is nothing, and what is lowered is never raised on the way", () => {
  expect(stepsBetween(rowsOf(exposure(["a"], 10)), exposure(["a"], 10))).toEqual({ ok: true, steps: [] });
  expect(stepsBetween(rowsOf(everyone), everyone)).toEqual({ ok: true, steps: [] });
  const down = stepsBetween(rowsOf(exposure(["a"], 50)), exposure(["a"], 10));
  expect(down).toMatchObject({ steps: [{ method: "POST", body: { percentage: 10 } }] });
});

it("STEPS-3  a percent nobody can read is written over before anything else", () => {
  const rows = [{ gate: "percentage_of_actors", value: "abc" }];
  expect(stepsBetween(rows, exposure(["a"], 5))).toMatchObject({
    steps: [{ path: "/percentage_of_actors", body: { percentage: 5 } }, { path: "/actors" }],
  });
});
