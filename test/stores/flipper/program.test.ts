import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { everyActor } from "../../../scripts/stores/flipper/gates.ts";
import { program } from "../../../scripts/stores/flipper/program.ts";
import { requireService } from "../../services/require.ts";

describe.skipIf(!requireService("ruby"))("the Ruby program", () => {
  it("PROGRAM-1  is Ruby without a warning", () => {
    const text = `plan = { "everyActor" => ${everyActor} }\n${program}`;
    const { stdout, stderr, status } = spawnSync("ruby", ["-wc"], { input: text, encoding: "utf8" });
    expect([status, stdout.trim(), stderr]).toEqual([0, "Syntax OK", ""]);
  });

  it("PROGRAM-2  imports nothing, removes nothing but what it is told to, and evaluates no text", () => {
    expect(program).not.toMatch(/\bimport\b|\beval\b|destroy|delete_all|execute/);
    expect(program.match(/Flipper\.remove/g)).toHaveLength(1);
  });
});
