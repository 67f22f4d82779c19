import { expect, it } from "vitest";
import { gateSummary, unmerged } from "../../scripts/actions/gate-summary.ts";
import type { Report } from "../../scripts/report/value.ts";
import type { Gated } from "../../scripts/workflows/gate.ts";
import type { Merge } from "../../scripts/workflows/merge.ts";
import { pullRequest } from "../report/build.ts";
import { cases } from "../report/cases.ts";
import { settings } from "../support/plans.ts";

const judged = (number: number, found: Report, merge: Merge): Gated => ({
  kind: "judged",
  pullRequest: { ...pullRequest, number },
  check: { ...found, otherFiles: [], settings },
  merge,
});

it("GATE-SUMMARY-1  each pull request stands with its verdict and what became of it; ours alone, and nobody is called", () => {
  const page = gateSummary([
    judged(7, cases.go!, { kind: "merged", commit: "0123456789abcdef" }),
    judged(8, cases["not-yet-approvals"]!, { kind: "kept", why: "not a Go" }),
    judged(9, cases.go!, { kind: "refused", why: "@octocat | a rule" }),
    { kind: "unreadable", pullRequest: { ...pullRequest, number: 10 }, why: "no @answer" },
    { kind: "not-ours", pullRequest: { ...pullRequest, number: 11 } },
  ]);
  expect(page.split("\n\n")[0]).toBe(
    [
      "|   | verdict | merge |",
      "| --- | --- | --- |",
      "| #7 | Go: 1095-B MVP, canary -> half | merged as `0123456789` |",
      "| #8 | Not yet: 1095-B MVP, canary -> half (approvals product) | kept: not a Go |",
      "| #9 | Go: 1095-B MVP, canary -> half | refused: @&#8203;octocat \\| a rule |",
      "| #10 | Cannot tell: no @&#8203;answer |   |",
    ].join("\n"),
  );
  expect(page.replace(/`[^`\n]*`/g, "")).not.toMatch(/@[a-z]/);
  expect(page).not.toContain("#11");
  expect(gateSummary([])).toBe("No open pull request moves a plan.\n");
});

it("GATE-SUMMARY-2  what a comment had to cut is whole here, and fifty pages fit", () => {
  const kept: Merge = { kind: "kept", why: "not a Go" };
  expect(gateSummary([judged(7, cases.long!, kept)])).not.toContain("Cut to fit");
  const fifty = Array.from({ length: 50 }, (_, i) => judged(i + 1, cases.long!, kept));
  expect(gateSummary(fifty).length).toBeLessThan(1_000_000);
});

it("GATE-SUMMARY-3  a Go that GitHub would not merge is told apart from one that waits for somebody", () => {
  const undone = { kind: "undone", commit: "0123456789abcdef", stuck: false } as const;
  const all: readonly Merge[] = [
    { kind: "merged", commit: "0123456789abcdef" },
    { kind: "kept", why: "it is a draft" },
    { kind: "moved", why: "main moved" },
    { kind: "refused", why: "a rule" },
    { kind: "unknown", why: "no answer" },
    { ...undone, why: "too late", undo: { kind: "committed", commit: "1" } },
    { ...undone, why: "a freeze", undo: { kind: "refused", why: "a rule" } },
  ];
  expect(unmerged(all.map((merge, index) => judged(index, cases.go!, merge)))).toEqual([
    "#3 is Go and was not merged: a rule",
    "#4 is Go and was not merged: no answer",
    "#5 was merged and taken back: too late",
    "#6 was merged and must be taken back: a freeze",
  ]);
});
