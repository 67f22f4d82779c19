import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Path } from "../../scripts/load/diagnostic.ts";
import { checkRun } from "../../scripts/report/check-run.ts";
import { report } from "./build.ts";
import { cases } from "./cases.ts";
import { golden } from "./golden.ts";
import { strange } from "./strange.ts";

describe("CHECK-RUN-1  an outcome is one of three conclusions, never one that GitHub lets pass", () => {
  it.each([
    ["go", "success", "Go: 1095-B MVP, canary -> half"],
    ["not-yet-window", "in_progress", "Not yet: 1095-B MVP, canary -> half (window)"],
    ["cannot-tell-provider", "failure", "Cannot tell: 1095-B MVP, canary -> half (criteria download-errors)"],
    ["no-go-criteria", "failure", "No-go: 1095-B MVP, canary -> half (criteria download-errors)"],
    ["illegal-skip", "failure", "No-go: 1095-B MVP, not a legal move (move)"],
    ["two-plans", "failure", "No-go: 1 of 2 plans do not pass"],
    ["broken", "failure", "No-go: 2 errors in the files"],
    ["warned", "success", "Go: 1095-B MVP, canary -> half"],
    ["nothing-moves", "success", "Go: no plan moves"],
  ])("%s is %s: %s", (name, conclusion, title) => {
    expect(checkRun(cases[name]!)).toMatchObject({ conclusion, title });
  });
});

it("CHECK-RUN-2  calls nobody, and says the rest as the comment does", () => {
  const { summary } = checkRun(cases["not-yet-approvals"]!);
  expect(summary).toContain("Ask `@rlindqvist`.");
  expect(summary.startsWith("## Not yet: 1095-B MVP")).toBe(true);
});

it("CHECK-RUN-3  annotates the lines that findings speak of, worst first, errors in files before them", () => {
  const lines: Readonly<Record<string, number>> = {
    standing: 4,
    "stages.1.results": 40,
    "stages.2.window": 45,
    "stages.1.soak": 39,
    "metrics.download-errors": 20,
  };
  const place = (path: Path) => ({ line: lines[path.join(".")] ?? 1, column: 3, length: 5 });
  const [plan] = cases["not-yet-everything"]!.judged;
  const { annotations } = checkRun(report([{ ...plan!, place }], cases.broken!.diagnostics));
  expect(annotations.map(({ path, startLine, level, title }) => [path, startLine, level, title])).toEqual([
    ["flags/letters.yaml", 5, "failure", "schema"],
    ["flags/letters.yaml", 6, "failure", "schema"],
    ["flags/form1095b.yaml", 40, "notice", "results"],
    ["flags/form1095b.yaml", 45, "notice", "window"],
    ["flags/form1095b.yaml", 39, "notice", "soak"],
    ["flags/form1095b.yaml", 20, "notice", "criteria download-errors"],
    ["flags/form1095b.yaml", 4, "notice", "approvals engineering"],
    ["flags/letters.yaml", 8, "warning", "percent-falls"],
  ]);
  const mixed = [...plan!.verdict.findings, ...cases["no-go-criteria"]!.judged[0]!.verdict.findings];
  const worst = checkRun(report([{ ...plan!, place, verdict: { ...plan!.verdict, findings: mixed } }])).annotations;
  expect(worst.map(({ level }) => level).slice(0, 2)).toEqual(["failure", "notice"]);
  expect(annotations[2]?.message).toBe(
    "2 of 4 results of canary missing: downstream, changes.\nAnswer them in the pull request; `tbd` and `n/a` are answers.",
  );
  expect(annotations[0]).toMatchObject({ startColumn: 26, endColumn: 29 });
});

it("CHECK-RUN-4  is what test/golden/report/broken.check-run.json says", async () => {
  const { annotations, ...rest } = checkRun(cases.broken!);
  const text = JSON.stringify({ ...rest, summary: rest.summary.split("\n"), annotations }, null, 2);
  await expect(`${text}\n`).toMatchFileSnapshot(golden("broken.check-run.json"));
});

it("CHECK-RUN-5  is never more than GitHub takes", () => {
  const place = () => ({ line: 1, column: 1, length: 1 });
  const many = checkRun(report(cases.long!.judged.map((plan) => ({ ...plan, place }))));
  expect(many.annotations.length).toBe(50);
  expect(many.summary.length).toBeLessThan(65_535);
  fc.assert(
    fc.property(strange, (any) => {
      const { title, annotations } = checkRun(any);
      expect(title).not.toMatch(/[\p{Control}]/u);
      expect([...title].length).toBeLessThanOrEqual(200);
      for (const { message } of annotations) expect(message).not.toMatch(/(?!\n)\p{Control}/u);
    }),
    { numRuns: 50 },
  );
});
