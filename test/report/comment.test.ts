import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseComment } from "../../scripts/report/comment/machine.ts";
import { comment, pageLimit } from "../../scripts/report/comment.ts";
import { checkReport } from "../../scripts/report/pull-request.ts";
import { pullRequest, report } from "./build.ts";
import { cases } from "./cases.ts";
import { golden, goldenFiles } from "./golden.ts";
import { strange } from "./strange.ts";

const names = Object.keys(cases);
const more = "https://example.gov/runs/7";
const written = (name: string) => comment(cases[name]!, { pullRequest, mention: true, more });

describe("COMMENT-1  a comment is what test/golden/report/*.md says", () => {
  it.each(names)("%s", async (name) => {
    await expect(written(name)).toMatchFileSnapshot(golden(`${name}.md`));
  });

  it("has a golden file for every case", () => {
    expect(goldenFiles(".md").filter((file) => names.includes(file))).toEqual(names.toSorted());
    expect(names.length).toBe(23);
  });
});

it("COMMENT-2  a comment is never longer than GitHub takes, and says what it left out", () => {
  const many = report(Array.from({ length: 400 }, () => cases.hostile!.judged[0]!));
  for (const [name, text] of [
    ["long", written("long")],
    ["many", comment(many)],
  ] as const) {
    expect(text.length, name).toBeLessThanOrEqual(pageLimit);
    expect(text.length, name).toBeGreaterThan(pageLimit - 8000);
    expect(text, name).toMatch(/\n_Cut to fit: [\d,]+ lines left out; .*_\n$/);
  }
  expect(written("long")).toContain(`all of it: <${more}>`);
  expect(written("go")).not.toContain("Cut to fit");
});

it("COMMENT-3  people who must act are called, and only while acting helps", () => {
  const called = (name: string, mention = true) => {
    const text = comment(cases[name]!, { pullRequest, mention, more: null }).split("\n").slice(1).join("\n");
    return [
      ...text
        .replace(/^ *(`{3,})[\s\S]*?^\1$/gm, "")
        .replace(/`[^`]*`|<code>.*?<\/code>/g, "")
        .matchAll(/@[a-z][\w-]*/g),
    ].map(String);
  };
  expect(called("not-yet-approvals")).toEqual(["@rlindqvist", "@tmarsh", "@jwexler"]);
  expect(called("not-yet-approvals", false)).toEqual([]);
  expect(called("no-go-criteria")).toEqual([]);
  expect(called("go")).toEqual([]);
  expect(called("hostile")).toEqual([]);
});

it("COMMENT-4  the author is not asked to approve", () => {
  const [plan] = cases["not-yet-approvals"]!.judged;
  const own = { ...plan!, evidence: { ...plan!.evidence, pullRequest: { ...pullRequest, author: "Rlindqvist" } } };
  expect(comment(report([own]))).toContain("Nobody is left who may speak for it.");
});

it("COMMENT-5  a draft calls nobody", () => {
  const asked = checkReport(cases["not-yet-approvals"]!, pullRequest);
  expect(asked).toMatchObject({ outcome: "wait", title: "Not yet: 1095-B MVP, canary -> half (approvals product)" });
  expect(asked.comment).toContain("Ask @rlindqvist.");
  const draft = checkReport(cases["not-yet-approvals"]!, { ...pullRequest, draft: true });
  expect(draft.comment).toContain("Ask `@rlindqvist`.");
});

it("COMMENT-6  the machine line is the first, whatever the rest quotes", () => {
  fc.assert(
    fc.property(strange, (any) => {
      const text = comment(any, { pullRequest, mention: true, more: null });
      expect(text.startsWith("<!-- flaghoist {")).toBe(true);
      expect(parseComment(text)?.outcome).toBe(any.outcome);
      expect(text.length).toBeLessThanOrEqual(pageLimit);
      expect(text.split("\n").slice(1).join("\n")).not.toMatch(/\p{Surrogate}|(?!\n)\p{Control}/u);
    }),
    { numRuns: 100 },
  );
});
