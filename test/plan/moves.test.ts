import { describe, expect, it } from "vitest";
import type { ReleasePlan } from "../../scripts/flag/plan.ts";
import { movesOf } from "../../scripts/plan/moves.ts";
import { moveOf, revertOf } from "../support/moves.ts";
import { actor, percent, plan, stage, withStage } from "../support/plans.ts";

const canary = plan({ standing: "canary" });
const half = { ...canary, standing: "half" };
const answered = { answers: { uniqueUsers: 1200 }, confirmed: [], observed: {}, measured: {} };

describe("MOVE-1  what a pull request may do", () => {
  const rows: [string, ReleasePlan | null, ReleasePlan | null, string][] = [
    ["nothing", canary, canary, "stay"],
    ["another title", canary, { ...canary, title: "x" }, "stay"],
    ["a launch question answered", canary, { ...canary, postLaunch: [{ question: "Q", answer: "A" }] }, "stay"],
    [
      "words of a window",
      canary,
      withStage(canary, "half", { window: { ...canary.stages[2]!.window!, text: "x" } }),
      "stay",
    ],
    ["another owner", canary, { ...canary, owner: "@tmarsh" }, "edit"],
    ["results without a promotion", canary, withStage(canary, "canary", { results: answered }), "edit"],
    [
      "a box ticked without a promotion",
      { ...canary, validation: [{ done: false, text: "T" }] },
      { ...canary, validation: [{ done: true, text: "T" }] },
      "edit",
    ],
    ["a later stage raised", canary, withStage(canary, "half", { exposure: percent(60) }), "edit"],
    ["the stage it stands in lowered", canary, withStage(canary, "canary", { exposure: percent(5) }), "edit"],
    [
      "a revert resolved",
      { ...canary, reverts: [revertOf("half")] },
      { ...canary, reverts: [revertOf("half", { resolved: "fixed" })] },
      "edit",
    ],
    ["a new plan at planned", null, plan(), "enrol"],
    ["one stage up", canary, half, "promote"],
    [
      "one stage up with the results of the stage left",
      canary,
      withStage(half, "canary", { results: answered }),
      "promote",
    ],
    [
      "one stage up with a box ticked",
      { ...plan(), validation: [{ done: false, text: "T" }] },
      { ...plan({ standing: "uat" }), validation: [{ done: true, text: "T" }] },
      "promote",
    ],
    ["one stage up with prose", canary, { ...half, title: "x" }, "promote"],
    ["the last stage to retired", plan({ standing: "month-check" }), plan({ standing: "retired" }), "retire"],
    ["a stage down with its entry", canary, { ...canary, standing: "uat", reverts: [revertOf("canary")] }, "revert"],
    ["three stages down with its entry", plan({ standing: "half" }), plan({ reverts: [revertOf("half")] }), "revert"],
    ["a retired plan deleted", plan({ standing: "retired" }), null, "remove"],
  ];
  it.each(rows)("%s", (_, base, head, kind) => {
    expect(moveOf(base, head)).toMatchObject({ kind, plan: "form1095b" });
  });
});

it("MOVE-3  where several things are wrong, the first is the reason and the others are said too", () => {
  const move = moveOf(canary, { ...plan({ standing: "full" }), reverts: [] }, ["src/app.ts"]);
  expect(move).toMatchObject({
    reason: "move.skips-stage",
    why: expect.stringMatching(/skips "half"; also: src\/app.ts/),
  });
});

it("MOVE-4  every plan of a pull request has its own move, sorted by name, whatever the order", () => {
  const named = (name: string, standing: string) =>
    plan({ name, file: `flags/${name}.yaml`, standing, flags: [{ ...canary.flags[0]!, key: name }] });
  const plans = [
    { name: "b", base: named("b", "uat"), head: named("b", "canary") },
    { name: "a", base: named("a", "planned"), head: named("a", "uat") },
  ];
  const moves = movesOf({ plans, otherFiles: [] });
  expect(moves.map(({ kind, plan }) => `${plan} ${kind}`)).toEqual(["a promote", "b promote"]);
  expect(movesOf({ plans: plans.toReversed(), otherFiles: [] })).toEqual(moves);
});

it("MOVE-5  one plan given twice is no promotion", () => {
  const once = { name: "form1095b", base: canary, head: half };
  const again = { ...once, head: { ...half, file: "flags/form1095b.yml" } };
  const why = "2 changes of one pull request are of plan form1095b: flags/form1095b.yaml, flags/form1095b.yml";
  expect(movesOf({ plans: [again, once], otherFiles: [] })).toMatchObject([
    { kind: "illegal", reason: "move.two-promotions-of-one-plan", why },
  ]);
});

it("MOVE-6  a reached stage cannot be raised though the standing shows no more", () => {
  expect(moveOf(half, withStage(half, "canary", { exposure: percent(50) }))).toMatchObject({
    reason: "move.raises-exposure",
    why: "stage canary in production: 3 named actors and 10 % of users on main, 3 named actors and 50 % of users here",
  });
  expect(moveOf(half, withStage(half, "uat", { exposure: { actors: [actor("eve")], percent: null } }))).toMatchObject({
    reason: "move.raises-exposure",
  });
});

it("MOVE-7  a stage inserted below the standing cannot raise it", () => {
  const stages = [stage("sneak", { exposure: { actors: [actor("eve")], percent: null } }), ...canary.stages];
  expect(moveOf(canary, { ...canary, stages })).toMatchObject({ reason: "move.raises-exposure" });
});
