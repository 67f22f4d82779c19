import { expect, it } from "vitest";
import { hold } from "../../scripts/gates/hold.ts";
import { base, evidence, head, says, subject } from "../support/evidence.ts";
import { revertOf } from "../support/moves.ts";
import { plan } from "../support/plans.ts";

const promote = { kind: "promote", plan: "form1095b", from: "canary", to: "half" } as const;
const solved = revertOf("uat", { resolved: "fixed" });
const unsolved = revertOf("half");

it.each([
  [[], [], ["pass hold.none  never reverted"]],
  [[solved], [], ["pass hold.none  1 of 1 reverts resolved"]],
  [[solved, unsolved], [], ["fail hold.unresolved-revert  reverted from half on 2025-03-12 12:00 EDT: 0.024 > 0.01"]],
  [[], ["b", "a"], ["fail hold.issue-open  hold issue open: a", "fail hold.issue-open  hold issue open: b"]],
])("HOLD-1  reverts %o, open issues %o: %s", (reverts, holds, expected) => {
  expect(says(hold, subject({ ...base, reverts }, { ...head, reverts }, promote), evidence({ holds }))).toEqual(
    expected,
  );
});

it("HOLD-4  where nobody can tell which issues are open, nobody can tell whether it is held", () => {
  const holds = { why: "whether an issue holds it cannot be told: HTTP 503" };
  expect(says(hold, subject(base, head, promote), evidence({ holds }))).toEqual([`error hold.unknown  ${holds.why}`]);
});

it("HOLD-2  a pull request cannot resolve its own hold", () => {
  const resolving = { ...head, reverts: [revertOf("half", { resolved: "trust me" })] };
  expect(hold.judge(subject({ ...base, reverts: [unsolved] }, resolving, promote), evidence())[0]?.outcome).toBe(
    "fail",
  );
});

it("HOLD-3  a held plan may still be edited and reverted", () => {
  const held = { ...base, reverts: [unsolved] };
  expect(hold.judge(subject(held, { ...held, owner: "@x" }), evidence({ holds: ["a"] }))).toEqual([]);
  const down = plan({ reverts: [unsolved, revertOf("canary")] });
  expect(hold.judge(subject(held, down), evidence({ holds: ["a"] }))).toEqual([]);
});
