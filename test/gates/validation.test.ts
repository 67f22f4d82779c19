import { expect, it } from "vitest";
import type { Task } from "../../scripts/flag/plan.ts";
import type { Evidence } from "../../scripts/gates/gate.ts";
import { validation } from "../../scripts/gates/validation.ts";
import { evidence, says, subject } from "../support/evidence.ts";
import { plan } from "../support/plans.ts";

const open = (text: string): Task => ({ done: false, text });
const done = (text: string): Task => ({ done: true, text });
const promote = { kind: "promote", plan: "form1095b", from: "planned", to: "uat" } as const;
const retire = { kind: "retire", plan: "form1095b", from: "month-check" } as const;

it.each([
  [[], [], "pass validation.done  nothing was asked"],
  [[done("a"), done("b")], [done("a"), done("b")], "pass validation.done  2 of 2 done"],
  [[open("a"), done("b")], [done("a"), done("b")], "pass validation.done  2 of 2 done"],
  [[open("a"), done("b")], [open("a"), done("b")], 'fail validation.not-done  1 of 2 not done: "a"'],
  [[open("a"), done("b")], [done("b")], 'fail validation.not-done  1 of 2 not done: "a"'],
  [[open("a"), open("a")], [done("a"), open("a")], 'fail validation.not-done  2 of 2 not done: "a", "a"'],
  [[done("a")], [open("a")], 'fail validation.not-done  1 of 1 not done: "a"'],
])("VALIDATION-1  leaving planned with %o on main and %o here: %s", (asked, said, expected) => {
  const of = subject(plan({ validation: asked }), plan({ standing: "uat", validation: said }), promote);
  expect(says(validation, of, evidence())).toEqual([expected]);
});

it.each([
  [
    [done("a")],
    [],
    ["pass validation.cleaned-up  1 of 1 done", "pass validation.unreferenced  no code names the flags"],
  ],
  [
    [open("a")],
    [],
    ['fail validation.cleanup-not-done  1 of 1 not done: "a"', "pass validation.unreferenced  no code names the flags"],
  ],
  [
    [done("a")],
    ["b.ts:2", "a.ts:1"],
    [
      "pass validation.cleaned-up  1 of 1 done",
      "fail validation.still-referenced  2 places in the code still name the flags: a.ts:1, b.ts:2",
    ],
  ],
  [
    [done("a")],
    null,
    [
      "pass validation.cleaned-up  1 of 1 done",
      "error validation.references-unknown  nobody looked whether code still names the flags",
    ],
  ],
] as [Task[], Evidence["references"], string[]][])(
  "VALIDATION-2  retiring with %o and references %o: %s",
  (cleanup, references, expected) => {
    const of = subject(plan({ standing: "month-check", cleanup }), plan({ standing: "retired", cleanup }), retire);
    expect(says(validation, of, evidence({ references }))).toEqual(expected);
  },
);

it("VALIDATION-3  says nothing between two stages", () => {
  expect(validation.judge(subject(), evidence({ references: null }))).toEqual([]);
});
