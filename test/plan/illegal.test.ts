import { Duration } from "luxon";
import { describe, expect, it } from "vitest";
import type { ReleasePlan } from "../../scripts/flag/plan.ts";
import { moveOf, revertOf } from "../support/moves.ts";
import { percent, plan, ratio, windowOf, withStage } from "../support/plans.ts";

const canary = plan({ standing: "canary" });
const half = { ...canary, standing: "half" };
const answered = { answers: { uniqueUsers: 1200 }, confirmed: [], observed: {}, measured: {} };
const first = (p: ReleasePlan) => p.stages[1]!;

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
    [
      "reverts and answers",
      canary,
      { ...withStage(canary, "canary", { results: answered }), standing: "uat", reverts: [revertOf("canary")] },
      "move.edits-while-reverting",
      "uniqueUsers in the results of canary changed from nothing to 1200",
    ],
  ];
  it.each(rows)("%s", (_, base, head, reason, why) => {
    const move = moveOf(base, head);
    expect(move).toMatchObject({ kind: "illegal", reason, why: expect.stringContaining(why) });
    expect(move.kind === "illegal" && move.cure).toMatch(/^[A-Z].*\.$/);
  });
});
