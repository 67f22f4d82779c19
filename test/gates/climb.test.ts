import { expect, it } from "vitest";
import { climbOf } from "../../scripts/gates/climb.ts";
import { base, head, subject } from "../support/evidence.ts";
import { plan } from "../support/plans.ts";

it.each([
  ["a promotion", base, head, { from: "canary", to: "half", leaving: { name: "canary" }, entering: { name: "half" } }],
  ["out of planned", plan(), plan({ standing: "uat" }), { from: "planned", leaving: null, entering: { name: "uat" } }],
  [
    "a retirement",
    plan({ standing: "month-check" }),
    plan({ standing: "retired" }),
    { to: "retired", leaving: { name: "month-check" }, entering: null },
  ],
])("CLIMB-1  %s leaves one rung for the next", (_, from, to, expected) => {
  expect(climbOf(subject(from, to))).toMatchObject(expected);
});

it("CLIMB-2  both stages are main's", () => {
  const climb = climbOf(subject(base, head))!;
  expect([climb.leaving, climb.entering]).toEqual([base.stages[1], base.stages[2]]);
});

it.each([
  ["an edit", base, { ...base, owner: "@x" }],
  ["an enrolment", null, plan()],
  ["a deletion", plan({ standing: "retired" }), null],
  ["an illegal move", base, { ...base, standing: "full" }],
])("CLIMB-3  %s climbs nothing", (_, from, to) => {
  expect(climbOf(subject(from, to))).toBeNull();
});
