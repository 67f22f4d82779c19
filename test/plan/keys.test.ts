import { describe, expect, it } from "vitest";
import type { ReleasePlan } from "../../scripts/flag/plan.ts";
import { droppedLive, movedKeys } from "../../scripts/plan/keys.ts";
import type { Change } from "../../scripts/plan/move.ts";
import { movesOf } from "../../scripts/plan/moves.ts";
import { plan } from "../support/plans.ts";

const with_ = (name: string, keys: readonly string[], standing = "planned"): ReleasePlan =>
  plan({ name, file: `flags/${name}.yaml`, standing, flags: keys.map((key) => ({ ...plan().flags[0]!, key })) });
const change = (name: string, base: readonly string[] | null, head: readonly string[] | null): Change => ({
  name,
  base: base && with_(name, base),
  head: head && with_(name, head),
});

describe("KEYS-1  a flag key does not move from one plan to another in one pull request", () => {
  it.each<[string, Change, Change, readonly string[]]>([
    ["stays", change("a", ["x"], ["x"]), change("b", ["y"], ["y"]), []],
    ["moves to a plan", change("a", ["x"], []), change("b", ["y"], ["y", "x"]), ["flag x moves from a to b"]],
    ["moves to a new plan", change("a", ["x"], []), change("b", null, ["x"]), ["flag x moves from a to b"]],
    ["moves as the file is renamed", change("a", ["x"], null), change("b", null, ["x"]), ["flag x moves from a to b"]],
    [
      "two trade places",
      change("a", ["x"], ["y"]),
      change("b", ["y"], ["x"]),
      ["flag y moves from b to a", "flag x moves from a to b"],
    ],
    ["one drops, another takes a new one", change("a", ["x"], []), change("b", null, ["z"]), []],
  ])("%s", (_, a, b, expected) => {
    expect(movedKeys(a, [a, b]).map(({ why }) => why)).toEqual(expected);
    expect(
      movedKeys(b, [b, a])
        .map(({ why }) => why)
        .sort(),
    ).toEqual([...expected].sort());
  });
});

it("KEYS-2  both plans' moves are illegal", () => {
  const plans = [change("a", ["x", "z"], ["z"]), change("b", null, ["x"])];
  expect(movesOf({ plans, otherFiles: [] })).toMatchObject([
    { kind: "illegal", plan: "a", reason: "move.flag-changes-plan" },
    { kind: "illegal", plan: "b", reason: "move.flag-changes-plan" },
  ]);
});

it("KEYS-3  a key leaves a plan only while no store holds it for anybody", () => {
  const drops = (standing: string) => droppedLive(with_("a", ["x", "y"], standing), with_("a", ["y"], standing)).length;
  expect(["planned", "uat", "canary", "month-check", "retired"].map(drops)).toEqual([0, 1, 1, 1, 0]);
});
