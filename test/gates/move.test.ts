import { expect, it } from "vitest";
import { move } from "../../scripts/gates/move.ts";
import { base, evidence, head, says, subject } from "../support/evidence.ts";
import { revertOf } from "../support/moves.ts";
import { plan } from "../support/plans.ts";

it.each([
  [base, { ...base, title: "x" }, "pass move.legal  nothing but prose changes"],
  [base, { ...base, owner: "@x" }, "pass move.legal  1 edit, no stage up"],
  [base, { ...base, owner: "@x", approvals: [] }, "pass move.legal  3 edits, no stage up"],
  [null, plan(), "pass move.legal  new, at planned"],
  [base, head, "pass move.legal  canary to half, one stage up"],
  [
    base,
    { ...base, standing: "uat", reverts: [revertOf("canary")] },
    "pass move.legal  canary down to uat, with its entry in reverts",
  ],
  [
    plan({ standing: "month-check" }),
    plan({ standing: "retired" }),
    "pass move.legal  month-check, the last stage, to retired",
  ],
  [plan({ standing: "retired" }), null, "pass move.legal  retired on main, its file is deleted"],
  [base, { ...head, standing: "full" }, 'fail move.skips-stage  canary to full skips "half"'],
] as const)("MOVE-GATE-1  (row %#) %3$s", (from, to, expected) => {
  expect(says(move, subject(from, to), evidence())).toEqual([expected]);
});
