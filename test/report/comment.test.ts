import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseComment } from "../../scripts/report/comment/machine.ts";
import { comment, pageLimit } from "../../scripts/report/comment.ts";
import { checkReport, forgeReport } from "../../scripts/report/pull-request.ts";
import { type Merging, quietly } from "../../scripts/report/value.ts";
import { mergingOf } from "../../scripts/workflows/merging.ts";
import { settings } from "../support/plans.ts";
import { pullRequest, report } from "./build.ts";
import { cases } from "./cases.ts";
import { golden, goldenFiles } from "./golden.ts";
import { strange } from "./strange.ts";

const names = Object.keys(cases);
const more = "https://example.gov/runs/7";
/** Who merges it is what the gate would say of it. */
const written = (name: string) => {
  const found = cases[name]!;
  const merging = mergingOf({}, pullRequest, { ...found, otherFiles: [], settings });
  return comment(found, { pullRequest, mention: true, more, merging });
};

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
    const text = comment(cases[name]!, { ...quietly, pullRequest, mention })
      .split("\n")
      .slice(1)
      .join("\n");
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
      const text = comment(any, { ...quietly, pullRequest, mention: true });
      expect(text.startsWith("<!-- flaghoist {")).toBe(true);
      expect(parseComment(text)?.outcome).toBe(any.outcome);
      expect(text.length).toBeLessThanOrEqual(pageLimit);
      expect(text.split("\n").slice(1).join("\n")).not.toMatch(/\p{Surrogate}|(?!\n)\p{Control}/u);
    }),
    { numRuns: 100 },
  );
});

it.each<[Merging, string]>([
  [{ kind: "at-once" }, `it is merged at once, and the stores follow. If it stays open, this run says why: <${more}>.`],
  [{ kind: "when-ready" }, "it is a draft. Mark it ready for review, and it is merged while this says Go."],
  [
    { kind: "by-hand", why: "it also changes docs/@octocat.md" },
    "a person merges it while this says Go, because it also changes docs/@&#8203;octocat.md.",
  ],
])("COMMENT-7  at Go it says what happens next, once, and otherwise nothing of it: %j", (merging, said) => {
  const text = (name: string) => comment(cases[name]!, { ...quietly, pullRequest, more, merging });
  for (const name of ["go", "nothing-moves"])
    expect(
      text(name)
        .split("\n")
        .filter((line) => line.includes("What happens next")),
    ).toEqual([`**What happens next**: ${said}`]);
  const twice = report([cases.go!.judged[0]!, cases["first-stage"]!.judged[0]!]);
  expect(comment(twice, { ...quietly, pullRequest, more, merging }).split("What happens next").length).toBe(2);
  for (const name of ["not-yet-everything", "no-go-window", "two-plans", "broken"])
    expect(text(name)).not.toContain("What happens next");
});

it("COMMENT-8  what is cut is linked, and another run is no news", () => {
  const many = report(Array.from({ length: 400 }, () => cases.hostile!.judged[0]!));
  const told = (more: string) => forgeReport(many, pullRequest, { more, merging: null });
  const [first, second] = [told("https://example.gov/runs/7"), told("https://example.gov/runs/8")];
  for (const said of [first.comment, first.summary]) expect(said).toContain("all of it: <https://example.gov/runs/7>");
  expect(second.comment).not.toBe(first.comment);
  expect(second.lasting).toBe(first.lasting);
  const go = forgeReport(cases.go!, pullRequest, { more, merging: { kind: "at-once" } });
  expect(forgeReport(cases.go!, pullRequest, { more, merging: { kind: "when-ready" } }).lasting).not.toBe(go.lasting);
});
