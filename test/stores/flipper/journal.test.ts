import { expect, it } from "vitest";
import { everyone, exposure, nobody } from "../../../scripts/flag/exposure.ts";
import { recorded } from "../../../scripts/flag/recorded.ts";
import { rowsOf } from "../../../scripts/stores/flipper/gates.ts";
import {
  begun,
  between,
  finished,
  left,
  parseJournal,
  printJournal,
  readingWith,
} from "../../../scripts/stores/flipper/journal.ts";
import { writing } from "../../conformance/exposures.ts";

const write = writing("f", exposure(["a"], 10));
const open = begun(finished(writing("f", everyone))!, write, [nobody, exposure(["a"], 0), exposure(["a"], 10)]);

it("JOURNAL-1  printed and parsed it is the same, flags in order", () => {
  const journal = new Map([
    ["b", finished(write)!],
    ["a", open],
  ]);
  expect(parseJournal(printJournal(journal), "x")).toEqual(journal);
  expect([...parseJournal(printJournal(journal), "x").keys()]).toEqual(["a", "b"]);
  expect(parseJournal(null, "x").size).toBe(0);
});

it.each([
  "",
  "{",
  "[]",
  '{"version":2,"flags":{}}',
  '{"version":1,"flags":{"f":1}}',
  '{"version":1,"flags":{"f":{"pending":{}}}}',
])("JOURNAL-2  %j is no record, and says how to restore it", (text) => {
  expect(() => parseJournal(text, "runtime/x.json")).toThrow("git checkout -- runtime/x.json");
});

it("JOURNAL-3  what an open write may have left is ours, at no stage; anything else keeps the last record", () => {
  const standing = (shown: Parameters<typeof rowsOf>[0]) => {
    const reading = readingWith(rowsOf(shown), open);
    return reading.kind === "running" ? reading.running.applied : null;
  };
  for (const state of [nobody, exposure(["a"], 0), exposure(["a"], 10), everyone]) {
    expect(standing(state)).toMatchObject({
      exposure: recorded(state),
      standing: expect.stringContaining("interrupted"),
    });
  }
  expect(standing(exposure(["b"], 0))).toEqual(writing("f", everyone).applied);
});

it("JOURNAL-4  a flag that is gone though we wrote it shows nobody; one we never wrote is absent", () => {
  expect(readingWith(null, undefined)).toEqual({ kind: "absent" });
  expect(readingWith(null, finished(write)!)).toMatchObject({ running: { exposure: nobody, applied: write.applied } });
  expect(finished(writing("f", null))).toBeNull();
});

it("JOURNAL-5  what lies between two exposures is told from a hand's work below both", () => {
  const [from, to] = [exposure(["a"], 10), exposure(["a", "b"], 50)];
  expect(between(exposure(["a"], 50), from, to)).toBe(true);
  for (const other of [exposure([], 10), exposure(["a"], 0), exposure(["a", "c"], 10), everyone]) {
    expect(between(other, from, to)).toBe(false);
  }
  expect(left(open, from).pending!.states.at(-1)).toEqual(recorded(from));
});
