import { describe, expect, it } from "vitest";
import type { Revert } from "../../scripts/flag/plan.ts";
import { revertEntry, rewrittenReverts } from "../../scripts/plan/reverts.ts";
import { revertOf } from "../support/moves.ts";
import { local, plan } from "../support/plans.ts";

const of = (reverts: readonly Revert[], standing = "canary") => plan({ standing, reverts });
const first = revertOf("half");

describe("REVERTS-1  the record is appended to, and resolved once", () => {
  it.each<[string, readonly Revert[], readonly Revert[], number]>([
    ["the same", [first], [revertOf("half")], 0],
    ["appended", [first], [first, revertOf("uat")], 0],
    ["resolved", [first], [revertOf("half", { resolved: "fixed" })], 0],
    ["resolved otherwise", [revertOf("half", { resolved: "fixed" })], [revertOf("half", { resolved: "not" })], 1],
    ["opened again", [revertOf("half", { resolved: "fixed" })], [first], 1],
    ["another reason", [first], [revertOf("half", { because: "no" })], 1],
    ["another stage", [first], [revertOf("uat")], 1],
    ["another time", [first], [revertOf("half", { at: local("2025-03-12T12:01") })], 1],
    ["evidence added later", [first], [revertOf("half", { evidence: "https://example.gov" })], 1],
    ["removed", [first, revertOf("uat")], [first], 1],
    ["put before", [first], [revertOf("uat"), first], 1],
  ])("%s", (_, base, head, count) => {
    expect(rewrittenReverts(of(base), of(head))).toHaveLength(count);
  });
});

describe("REVERTS-2  a move down brings exactly one entry, for the stage it leaves, unresolved", () => {
  it.each<[string, readonly Revert[], string | null]>([
    ["one", [revertOf("canary")], null],
    ["none", [], "canary to uat goes down: 0 entries are appended to reverts, and a move down needs exactly 1"],
    [
      "two",
      [revertOf("canary"), revertOf("canary")],
      "canary to uat goes down: 2 entries are appended to reverts, and a move down needs exactly 1",
    ],
    [
      "of another stage",
      [revertOf("half")],
      "canary to uat goes down: the appended entry says from: half, and main stands in canary",
    ],
    [
      "resolved",
      [revertOf("canary", { resolved: "x" })],
      "canary to uat goes down: the appended entry is already resolved, and a revert holds the plan until somebody has looked",
    ],
  ])("%s", (_, appended, why) => {
    const found = revertEntry(of([first]), of([first, ...appended], "uat"));
    expect(found.map((one) => one.why)).toEqual(why === null ? [] : [why]);
    for (const { cure } of found) expect(cure).toContain("flaghoist revert form1095b --because");
  });
});
