import { describe, expect, it } from "vitest";
import type { ReleasePlan } from "../../scripts/flag/plan.ts";
import { filesBeside, settingsFile } from "../../scripts/plan/beside.ts";
import { moveOf, revertOf } from "../support/moves.ts";
import { plan } from "../support/plans.ts";

const reasons = (...args: Parameters<typeof filesBeside>) => filesBeside(...args).map(({ reason }) => reason);

describe("BESIDE-1  a promotion, a retirement and a revert change nothing outside flags/", () => {
  it.each([
    ["up", [], []],
    ["up", ["src/a.ts"], ["move.outside-flags"]],
    ["up", [settingsFile], ["move.settings-while-promoting"]],
    ["up", ["src/a.ts", settingsFile], ["move.settings-while-promoting", "move.outside-flags"]],
    ["retire", ["src/a.ts"], ["move.outside-flags"]],
    ["down", ["src/a.ts"], ["move.outside-flags"]],
    ["down", [settingsFile], ["move.outside-flags"]],
  ] as const)("%s with %o: %o", (kind, files, expected) => {
    expect(reasons(kind, files)).toEqual(expected);
  });
});

it("BESIDE-2  names the files, five at most, and why", () => {
  const files = ["g", "f", "e", "d", "c", "b", "a"].map((name) => `src/${name}.ts`);
  expect(filesBeside("up", files)[0]?.why).toBe(
    "src/a.ts, src/b.ts, src/c.ts, src/d.ts, src/e.ts and 2 more change too, and a promotion changes nothing outside flags/",
  );
  expect(filesBeside("down", ["a"])[0]?.why).toContain("a revert needs no approval");
});

describe("BESIDE-3  the moves that nothing may ride on, and those that may be in any pull request", () => {
  const canary = plan({ standing: "canary" });
  it.each<[string, ReleasePlan | null, ReleasePlan | null, string]>([
    ["promote", canary, plan({ standing: "half" }), "illegal"],
    ["retire", plan({ standing: "month-check" }), plan({ standing: "retired" }), "illegal"],
    ["revert", canary, plan({ reverts: [revertOf("canary")] }), "illegal"],
    ["edit", canary, { ...canary, owner: "@x" }, "edit"],
    ["stay", canary, canary, "stay"],
    ["enrol", null, plan(), "enrol"],
    ["remove", plan({ standing: "retired" }), null, "remove"],
  ])("%s", (_, base, head, kind) => {
    expect(moveOf(base, head, ["src/a.ts"]).kind).toBe(kind);
  });
});
