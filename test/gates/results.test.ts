import { expect, it } from "vitest";
import type { Results } from "../../scripts/flag/results.ts";
import { results } from "../../scripts/gates/results.ts";
import { evidence, says, subject } from "../support/evidence.ts";
import { plan, withStage } from "../support/plans.ts";

const uat = plan({ standing: "uat" });
const said = (parts: Partial<Results>) =>
  subject(
    uat,
    withStage(plan({ standing: "canary" }), "uat", {
      results: { answers: { uniqueUsers: null, changes: null }, confirmed: [], observed: {}, measured: {}, ...parts },
    }),
    { kind: "promote", plan: "form1095b", from: "uat", to: "canary" },
  );
const confirmed = ["They can see it"];

it.each([
  [{ answers: { uniqueUsers: 3, changes: "tbd" }, confirmed }, ["pass results.complete  3 of 3 results of uat there"]],
  [{ answers: { uniqueUsers: 0, changes: "n/a" }, confirmed }, ["pass results.complete  3 of 3 results of uat there"]],
  [
    { answers: { uniqueUsers: 3, changes: null }, confirmed },
    ["wait results.missing  1 of 2 results of uat missing: changes"],
  ],
  [{ answers: {}, confirmed }, ["wait results.missing  2 of 2 results of uat missing: uniqueUsers, changes"]],
  [
    { answers: { uniqueUsers: 3, changes: "none", constructor: null }, confirmed },
    ["wait results.missing  1 of 3 results of uat missing: constructor"],
  ],
  [
    { answers: { uniqueUsers: 3, changes: "none" }, confirmed: ["They like it"] },
    ['wait results.not-confirmed  not confirmed in uat: "They can see it"'],
  ],
] as const)("RESULTS-1  %o: %s", (parts, expected) => {
  expect(says(results, said(parts as Partial<Results>), evidence())).toEqual(expected);
});

it("RESULTS-2  a question that main asks cannot be dropped by the pull request", () => {
  const [finding] = results.judge(said({ answers: { changes: "none" }, confirmed }), evidence());
  expect(finding).toMatchObject({ outcome: "wait", waitsFor: "uniqueUsers of uat" });
});

it("RESULTS-3  leaving planned needs none; a stage that asks nothing passes; retiring needs the last stage's", () => {
  expect(results.judge(subject(plan(), uat), evidence())).toEqual([]);
  const [half, full] = [plan({ standing: "half" }), plan({ standing: "full" })];
  expect(says(results, subject(half, full), evidence())).toEqual(["pass results.complete  half asks for none"]);
  const asks = { results: { answers: { changes: null }, confirmed: [], observed: {}, measured: {} } };
  const last = withStage(plan({ standing: "month-check" }), "month-check", asks);
  expect(results.judge(subject(last, { ...last, standing: "retired" }), evidence())[0]?.outcome).toBe("wait");
});
