import { expect, it } from "vitest";
import type { Move } from "../../scripts/plan/move.ts";
import { mergingOf } from "../../scripts/workflows/merging.ts";
import { planReport, promote } from "../report/build.ts";
import { settings } from "../support/plans.ts";

const stay: Move = { kind: "stay", plan: "form1095b" };

const merging = ({ draft = false, automatic = true, otherFiles = [] as string[], moves = [promote()], byHand = "" }) =>
  mergingOf(
    byHand === "" ? {} : { byHand },
    { draft },
    {
      judged: moves.map((move) => planReport(move, [])),
      otherFiles,
      settings: { ...settings, merge: { ...settings.merge, automatic } },
    },
  );

it.each([
  ["a promotion", {}, { kind: "at-once" }],
  ["one that moves beside another that stays", { moves: [stay, promote()] }, { kind: "at-once" }],
  ["a draft", { draft: true }, { kind: "when-ready" }],
  ["without an App", { byHand: "there is none", draft: true }, { kind: "by-hand", why: "there is none" }],
  [
    "left to people",
    { automatic: false, draft: true },
    { kind: "by-hand", why: expect.stringContaining("merge.automatic") },
  ],
  ["other files", { otherFiles: ["a.md", "b.md"] }, { kind: "by-hand", why: "it also changes a.md" }],
  ["nothing that moves", { moves: [stay] }, { kind: "by-hand", why: "it moves nothing" }],
  ["no plan at all", { moves: [] }, { kind: "by-hand", why: "it moves nothing" }],
])("MERGING-1  who merges at Go: %s", (_, given, expected) => {
  expect(merging(given)).toEqual(expected);
});
