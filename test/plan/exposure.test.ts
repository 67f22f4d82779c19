import { describe, expect, it } from "vitest";
import type { ReleasePlan } from "../../scripts/flag/plan.ts";
import { direction, exposureChanges } from "../../scripts/plan/exposure.ts";
import type { ExposureChange } from "../../scripts/plan/move.ts";
import { moveOf, revertOf } from "../support/moves.ts";
import { percent, plan, stage } from "../support/plans.ts";

const show = (side: ExposureChange["before"]) => (side === null ? "gone" : `${side.actors}+${side.percent}%`);
const lines = (base: ReleasePlan | null, head: ReleasePlan | null) =>
  exposureChanges({ name: "form1095b", base, head }, moveOf(base, head)).map(
    (one) => `${one.flag} ${one.environment} ${show(one.before)} -> ${show(one.after)} ${one.direction}`,
  );
const at = (standing: string) => plan({ standing });
const key = "form1095b_download";

describe("EXPOSURE-1  what a move does to who sees each flag, per environment", () => {
  it.each<[string, ReleasePlan | null, ReleasePlan | null, readonly string[]]>([
    ["promote", at("uat"), at("canary"), [`${key} production 3+0% -> 3+10% raises`]],
    ["promote to everyone", at("half"), at("full"), [`${key} production 3+50% -> 3+100% raises`]],
    ["promote to a check-in", at("full"), at("week-check"), [`${key} production 3+100% -> 3+100% same`]],
    ["revert", at("half"), plan({ reverts: [revertOf("half")] }), [`${key} production 3+50% -> 0+0% lowers`]],
    ["retire", at("month-check"), at("retired"), [`${key} production 3+100% -> gone lowers`]],
    ["enrol", null, plan(), [`${key} production gone -> 0+0% same`]],
    ["an illegal skip", at("planned"), at("full"), [`${key} production 0+0% -> 3+100% raises`]],
    ["stay", at("half"), at("half"), []],
    ["remove", at("retired"), null, []],
  ])("%s", (_, base, head, expected) => expect(lines(base, head)).toEqual(expected));
});

it("EXPOSURE-2  every flag and every environment has its line", () => {
  const two = (standing: string) =>
    plan({
      standing,
      flags: ["a", "b"].map((name) => ({ ...plan().flags[0]!, key: name })),
      stages: [stage("s", { environment: "staging", exposure: percent(100) }), stage("p", { exposure: percent(10) })],
    });
  expect(lines(two("s"), two("p"))).toEqual([
    "a staging 0+100% -> 0+100% same",
    "a production 0+0% -> 0+10% raises",
    "b staging 0+100% -> 0+100% same",
    "b production 0+0% -> 0+10% raises",
  ]);
});

it.each([
  [{ actors: ["a"], percent: 10 }, { actors: ["b"], percent: 10 }, "moves"],
  [{ actors: ["a"], percent: 10 }, { actors: [], percent: 20 }, "moves"],
  [{ actors: ["a"], percent: 100 }, { actors: [], percent: 100 }, "same"],
  [null, { actors: [], percent: 0 }, "same"],
  [null, { actors: [], percent: 0.001 }, "raises"],
  [{ actors: ["a"], percent: 0 }, null, "lowers"],
] as const)("EXPOSURE-3  %o to %o %s", (before, after, expected) => {
  expect(direction(before, after)).toBe(expected);
});
