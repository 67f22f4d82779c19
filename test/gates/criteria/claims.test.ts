import { expect, it } from "vitest";
import { claimsOf } from "../../../scripts/gates/criteria/claims.ts";
import { base, head, now, since, subject } from "../../support/evidence.ts";
import { plan, withStage } from "../../support/plans.ts";

const evaluatedAt = "2025-03-13T14:00:00Z";
const written = { k: 1, n: 300, outcome: "pass", evaluatedAt };
const results = (measured: Readonly<Record<string, unknown>>) => ({
  results: { answers: { uniqueUsers: 1200 }, confirmed: [], observed: {}, measured },
});
const says = (measured: Readonly<Record<string, unknown>>, before: Readonly<Record<string, unknown>> = {}) => {
  const move = { kind: "promote", plan: "form1095b", from: "canary", to: "half" } as const;
  const sides = subject(withStage(base, "canary", results(before)), withStage(head, "canary", results(measured)), move);
  return claimsOf(sides, { now, since }).map((claim) => (claim.kind === "ask" ? `ask ${claim.metric}` : claim.kind));
};
const one = (parts: object) => ({ "download-errors": { ...written, ...parts } });

it.each([
  ["a record of this stay", one({}), ["ask download-errors"]],
  ["no records", {}, []],
  ["a metric main does not have", { nope: written }, ["not-a-record"]],
  ["no time", one({ evaluatedAt: undefined }), ["not-a-record"]],
  ["a time without its offset", one({ evaluatedAt: "2025-03-13T14:00:00" }), ["not-a-record"]],
  ["a time that is none", one({ evaluatedAt: "2025-02-30T14:00:00Z" }), ["not-a-record"]],
  ["no map", { "download-errors": "fine" }, ["not-a-record"]],
  ["a time before the stage", one({ evaluatedAt: "2025-03-12T13:00:00Z" }), ["other-stay"]],
  ["a time that is still to come", one({ evaluatedAt: "2025-03-13T15:01:00Z" }), ["other-stay"]],
  ["a refusal, which claims nothing", { "download-errors": { refused: "down", outcome: "error", evaluatedAt } }, []],
  [
    "a refusal that passes",
    { "download-errors": { refused: "down", outcome: "pass", evaluatedAt } },
    ["ask download-errors"],
  ],
])("CLAIM-1  %s", (_, measured, expected) => {
  expect(says(measured)).toEqual(expected);
});

it("CLAIM-2  what an earlier stay left there is history, unless the pull request touches it", () => {
  const old = one({ evaluatedAt: "2025-03-01T13:00:00Z" });
  expect(says(old, old)).toEqual([]);
  expect(says({ "download-errors": { ...old["download-errors"], k: 0 } }, old)).toEqual(["other-stay"]);
  expect(says(one({}), one({}))).toEqual(["ask download-errors"]);
});

it("CLAIM-3  where nobody knows when the stage began nothing can be shown; other moves claim nothing", () => {
  const sides = subject(base, withStage(head, "canary", results(one({}))));
  expect(claimsOf(sides, { now, since: null }).map(({ kind }) => kind)).toEqual(["since-unknown"]);
  expect(claimsOf(subject(plan(), plan({ standing: "uat" })), { now, since })).toEqual([]);
});
