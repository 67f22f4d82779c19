import { describe, expect, it } from "vitest";
import type { Results } from "../../scripts/flag/results.ts";
import { differences } from "../../scripts/plan/difference.ts";
import { material } from "../../scripts/plan/material.ts";
import { rewrittenResults } from "../../scripts/plan/past.ts";
import { plan, withStage } from "../support/plans.ts";

const was: Results = {
  answers: { uniqueUsers: 3, changes: null },
  confirmed: ["seen"],
  observed: {},
  measured: { errors: 0.01 },
};
const why = (stage: string, is: Partial<Results>, standing = "half") => {
  const base = withStage(plan({ standing }), stage, { results: was });
  const head = withStage(base, stage, { results: { ...was, ...is } });
  return rewrittenResults(base, differences(material(base), material(head))).map((one) => one.why.split(": ")[1]);
};

describe("PAST-1  what was recorded of a stage that is left may be added to, never changed or removed", () => {
  it.each<[string, Partial<Results>, readonly string[]]>([
    ["nothing", {}, []],
    ["an empty answer filled in", { answers: { uniqueUsers: 3, changes: "tbd" } }, []],
    ["an answer added", { answers: { ...was.answers, bugsFound: 0 } }, []],
    ["an empty question dropped", { answers: { uniqueUsers: 3 } }, []],
    ["something else confirmed", { confirmed: ["seen", "liked"] }, []],
    ["an answer changed", { answers: { uniqueUsers: 4, changes: null } }, ["uniqueUsers changed"]],
    ["an answer emptied", { answers: { uniqueUsers: null, changes: null } }, ["uniqueUsers removed"]],
    ["a confirmation withdrawn", { confirmed: [] }, ["seen removed"]],
    ["a measurement changed", { measured: { errors: 0 } }, ["errors changed"]],
  ])("%s", (_, is, expected) => expect(why("canary", is)).toEqual(expected));
});

it("PAST-2  the stage it stands in and those above are not past; all are once it is retired", () => {
  const changed = { answers: { uniqueUsers: 4, changes: null } };
  expect([why("half", changed), why("full", changed)]).toEqual([[], []]);
  expect(why("month-check", changed, "retired")).toEqual(["uniqueUsers changed"]);
});
