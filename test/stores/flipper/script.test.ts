import { expect, it } from "vitest";
import { everyone, exposure } from "../../../scripts/flag/exposure.ts";
import { noAnswer } from "../../../scripts/stores/flipper/answer.ts";
import { dataOf } from "../../../scripts/stores/flipper/pending.ts";
import { program } from "../../../scripts/stores/flipper/program.ts";
import { renderScript } from "../../../scripts/stores/flipper/script.ts";
import { writing } from "../../conformance/exposures.ts";

const script = (writes = [writing("f", exposure(["ada@example.gov"], 10))]) =>
  renderScript({ file: "runtime/x.rb", actors: "IDS", writes, answer: noAnswer, before: null });

it("SCRIPT-1  data first, the same program after it, and how to run it on top", () => {
  expect(script()).toMatch(/^# Made by flaghoist from commit 4f2c9d1e/);
  expect(script()).toContain("bin/rails runner runtime/x.rb > runtime/x.rb.json");
  expect(script().endsWith(program)).toBe(true);
  expect(script()).not.toContain("ada@");
});

it("SCRIPT-2  it says until when it may run: a day after main said so", () => {
  expect(dataOf(script())).toMatchObject({ until: "2025-03-13T13:00:00Z", actorsFrom: "IDS" });
});

it("SCRIPT-3  everyone is without names, and two scripts are the same only where they say the same", () => {
  const other = [writing("f", exposure(["User;7"], 100))];
  expect(dataOf(script(other))).toMatchObject({ flags: [{ to: { percent: 100, actors: [] } }] });
  expect(script(other)).toBe(script([writing("f", everyone, { applied: other[0]!.applied })]));
  expect(dataOf(script())!.id).not.toBe(dataOf(script(other))!.id);
});

it("SCRIPT-4  no text of a plan can leave the data or the comment", () => {
  const { applied } = writing("f", everyone);
  const evil = "x\nFLAGS\nsystem('true')\n#{exit}";
  const text = script([writing("f", everyone, { applied: { ...applied, plan: evil, commit: evil } })]);
  expect(text.split("\n").filter((line) => line === "FLAGS")).toHaveLength(1);
  expect(text.split("\n").some((line) => line.startsWith("system"))).toBe(false);
  expect(dataOf(text)).not.toBeNull();
});

it("SCRIPT-5  flags are changed in the order of the writes, and those only looked at come last", () => {
  const writes = [writing("z", exposure([], 1)), writing("m", exposure([], 50))];
  const flag = { exists: true, boolean: null, percent: "0", actors: [], foreign: [], applied: null };
  const answer = {
    ...noAnswer,
    flags: new Map([
      ["z", flag],
      ["c", flag],
      ["a", flag],
    ]),
  };
  const text = renderScript({ file: "x.rb", actors: "IDS", writes, answer, before: null });
  expect(dataOf(text)!.flags.map(({ key }) => key)).toEqual(["z", "m", "a", "c"]);
});
