import { expect, it } from "vitest";
import { parseAnswer, readingIn } from "../../../scripts/stores/flipper/answer.ts";
import { digestOf } from "../../../scripts/stores/flipper/ids.ts";

const flag = {
  exists: true,
  boolean: null,
  percent: "10",
  actors: [digestOf("f", "a")],
  foreign: [["groups", "x"]],
  applied: null,
};
const whole = { version: 1, script: "s", results: { f: "written" }, flags: { f: flag }, features: ["f", "g"] };
const broken = (more: object) => JSON.stringify({ ...whole, ...more });

it("ANSWER-1  what a script printed is a reading of each flag it looked at", () => {
  const answer = parseAnswer(JSON.stringify(whole))!;
  expect(readingIn(answer, "f", ["a"])).toMatchObject({ running: { foreign: ['the group "x"'] } });
  expect(readingIn(answer, "g", ["a"])).toEqual({ kind: "absent" });
  const plain = parseAnswer(broken({ flags: { f: { ...flag, foreign: [] } } }))!;
  expect(readingIn(plain, "f", ["a"])).toMatchObject({ running: { exposure: { actors: ["a"], percent: 10 } } });
});

it.each([
  "",
  "{",
  "null",
  "[]",
  broken({ version: 2 }),
  broken({ features: [1] }),
  broken({ flags: { f: {} } }),
  broken({ script: null }),
  broken({ flags: { f: { ...flag, actors: "a" } } }),
])("ANSWER-2  %s is no answer", (text) => {
  expect(parseAnswer(text)).toBeNull();
});

it("ANSWER-7  a log that was written to the same place does not matter; an answer cut short under it does", () => {
  const [printed, later] = [JSON.stringify(whole), JSON.stringify({ ...whole, script: "later" })];
  expect(parseAnswer(`I, [2025-03-12] INFO -- : booted\n{"level":"info"}\n${printed}\r\nD, bye\n`)).toEqual(
    parseAnswer(printed),
  );
  expect(parseAnswer(`${printed}\n${later}\n`)).toMatchObject({ script: "later" });
  expect(parseAnswer(`${printed}\n${later.slice(0, -9)}`)).toBeNull();
  expect(parseAnswer(JSON.stringify(whole, null, 2))).toEqual(parseAnswer(printed));
});
