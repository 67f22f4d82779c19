import { Duration } from "luxon";
import { describe, expect, it } from "vitest";
import type { ReleasePlan } from "../../scripts/flag/plan.ts";
import { movesOf } from "../../scripts/plan/moves.ts";
import { moveOf, revertOf } from "../support/moves.ts";
import { actor, percent, plan, ratio, stage, windowOf, withStage } from "../support/plans.ts";

const canary = plan({ standing: "canary" });
const half = { ...canary, standing: "half" };
const answered = { answers: { uniqueUsers: 1200 }, confirmed: [], observed: {}, measured: {} };
const first = (p: ReleasePlan) => p.stages[1]!;

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

describe("MOVE-2  what it may not, with the reason, the numbers and the way out", () => {
  const rows: [string, ReleasePlan | null, ReleasePlan | null, string, string][] = [
    [
      "skips",
      plan({ standing: "uat" }),
      plan({ standing: "full" }),
      "move.skips-stage",
      'uat to full skips "canary", "half"',
    ],
    [
      "enrols above planned",
      null,
      canary,
      "move.enrols-above-planned",
      "form1095b is new on main and says standing: canary",
    ],
    ["enrols retired", null, plan({ standing: "retired" }), "move.enrols-above-planned", "standing: retired"],
    [
      "deletes a live plan",
      canary,
      null,
      "move.deletes-live-plan",
      "flags/form1095b.yaml is deleted and stands in canary",
    ],
    [
      "goes down without an entry",
      canary,
      plan({ standing: "uat" }),
      "move.down-without-revert",
      "0 entries are appended",
    ],
    [
      "raises the stage it stands in",
      canary,
      withStage(canary, "canary", { exposure: percent(60) }),
      "move.raises-exposure",
      "standing canary in production: 3 named actors and 10 % of users on main, 3 named actors and 60 % of users here",
    ],
    [
      "promotes with a looser objective",
      canary,
      { ...half, metrics: [ratio("download-errors", { minSamples: 1 })] },
      "move.edits-while-promoting",
      "loosens: minSamples of download-errors changed from 200 to 1",
    ],
    [
      "promotes with a wider window",
      canary,
      withStage(half, "half", { window: windowOf("2025-03-01", "2025-03-30") }),
      "move.edits-while-promoting",
      "window of half moved",
    ],
    [
      "promotes with an approval fewer",
      canary,
      { ...half, approvals: ["product"] },
      "move.edits-while-promoting",
      "approval of engineering no longer needed",
    ],
    [
      "promotes with a shorter soak",
      canary,
      withStage(half, "canary", { soak: Duration.fromISO("PT1H") }),
      "move.edits-while-promoting",
      "soak of canary changed from P1D to PT1H",
    ],
    [
      "promotes with a question fewer",
      canary,
      withStage(half, "canary", { results: { ...answered, answers: {} } }),
      "move.edits-while-promoting",
      "uniqueUsers in the results of canary removed",
    ],
    [
      "promotes with a box unticked",
      canary,
      { ...half, validation: [{ done: false, text: "Go/no-go meeting" }] },
      "move.edits-while-promoting",
      "unticked",
    ],
    [
      "promotes and resolves",
      { ...canary, reverts: [revertOf("half")] },
      { ...half, reverts: [revertOf("half", { resolved: "fixed" })] },
      "move.edits-while-promoting",
      "revert from half resolved: fixed",
    ],
    [
      "promotes with results of a later stage",
      canary,
      withStage(half, "full", { results: answered }),
      "move.edits-while-promoting",
      "uniqueUsers in the results of full added: 1200",
    ],
    [
      "reverts and edits",
      canary,
      { ...plan({ standing: "uat", approvals: [] }), reverts: [revertOf("canary")] },
      "move.edits-while-reverting",
      "approval of product no longer needed",
    ],
    [
      "rewrites a past result",
      withStage(half, "canary", { results: answered }),
      withStage(half, "canary", { results: { ...answered, answers: { uniqueUsers: 1300 } } }),
      "move.rewrites-results",
      "results of canary, which was left before, say something else than on main: uniqueUsers changed",
    ],
    [
      "removes a past stage with results",
      withStage(half, "canary", { results: answered }),
      { ...half, stages: half.stages.filter((one) => one !== first(half)) },
      "move.rewrites-results",
      "uniqueUsers removed",
    ],
    [
      "rewrites a revert",
      { ...canary, reverts: [revertOf("half")] },
      { ...canary, reverts: [revertOf("half", { because: "nothing" })] },
      "move.rewrites-reverts",
      "entry 1 of reverts, from half",
    ],
    [
      "removes a revert",
      { ...canary, reverts: [revertOf("half")] },
      canary,
      "move.rewrites-reverts",
      "entry 1 of reverts, from half",
    ],
    [
      "drops a live flag",
      canary,
      { ...canary, flags: [] },
      "move.drops-live-flag",
      "no longer names form1095b_download",
    ],
  ];
  it.each(rows)("%s", (_, base, head, reason, why) => {
    const move = moveOf(base, head);
    expect(move).toMatchObject({ kind: "illegal", reason, why: expect.stringContaining(why) });
    expect(move.kind === "illegal" && move.cure).toMatch(/^[A-Z].*\.$/);
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
