import fc from "fast-check";
import { expect, it } from "vitest";
import { flow } from "../../scripts/report/comment/flow.ts";
import { percent, stage, windowOf } from "../support/plans.ts";
import { at, planReport, promote } from "./build.ts";
import { strangers } from "./strangers.ts";

const lines = (report: Parameters<typeof flow>[0]) => flow(report).flatMap(({ head }) => head.split("\n"));

/** All that a diagram of ours can hold: Mermaid finds no syntax of a stranger's in it. */
const grammar = new RegExp(
  [
    "```mermaid|flowchart LR|```",
    / {2}s\d+\(?\["(?:[\p{L}\p{M}\p{N} .,:%+/()_…-]|#\d+;|<br\/>)*"\]\)?/u.source,
    / {2}s\d+ (?:-->|==>) s\d+| {2}s\d+ -\. revert \.-> s\d+/.source,
    / {2}before\["\d+ more"\] --> s\d+| {2}s\d+ --> after\["\d+ more"\]/.source,
  ]
    .map((line) => `^(?:${line})$`)
    .join("|"),
  "u",
);

it("FLOW-1  strangers' names are labels and nothing else", () => {
  fc.assert(
    fc.property(fc.uniqueArray(strangers, { minLength: 2, maxLength: 6 }), strangers, (names, text) => {
      const window = { ...windowOf("2025-03-13", "2025-03-14"), text };
      const stages = names.map((name, i) => stage(name, { window, environment: i % 2 ? text : "production" }));
      const base = at(names[0]!, { stages });
      const drawn = lines(planReport(promote(names[0], names[1]), [], { base, head: base }));
      for (const line of drawn) expect(line).toMatch(grammar);
      expect(drawn.filter((line) => line.includes('["')).length).toBe(names.length + 2);
      expect(drawn.filter((line) => / (?:-->|==>) /.test(line)).length).toBe(names.length + 1);
    }),
  );
});

it("FLOW-2  a long ladder is cut around where the plan stands", () => {
  const stages = Array.from({ length: 60 }, (_, i) => stage(`s${i}`, { exposure: percent(i) }));
  const drawn = lines(
    planReport(promote("s30", "s31"), [], { base: at("s30", { stages }), head: at("s31", { stages }) }),
  );
  expect(drawn.length).toBeLessThan(30);
  expect(drawn).toContain('  before["27 more"] --> s27');
  expect(drawn).toContain('  s36 --> after["25 more"]');
  expect(drawn.filter((line) => line.includes("now, since 2025-03-12 09:00 EDT"))).toHaveLength(1);
});

it("FLOW-3  a revert points down, a stage that is asked for and is not there is not drawn", () => {
  const down = { kind: "revert", plan: "x", from: "half", to: "uat" } as const;
  expect(lines(planReport(down, [], { base: at("half") }))).toContain("  s3 -. revert .-> s1");
  const gone = { ...down, to: "nowhere" };
  expect(lines(planReport(gone, [], { base: at("half") })).join("\n")).not.toContain("revert");
});

it("FLOW-4  no plan, no picture", () => {
  expect(flow(planReport({ kind: "remove", plan: "x" }, [], { base: null, head: null }))).toEqual([]);
});
