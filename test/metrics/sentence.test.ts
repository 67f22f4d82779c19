import fc from "fast-check";
import { expect, it } from "vitest";
import { oneOf, readSentence } from "../../scripts/metrics/sentence.ts";
import { anyText } from "../conformance/provider.ts";

it.each([
  ["", [], []],
  ["Sum App Downloads", ["Sum", "App", "Downloads"], []],
  ["a where b = c", ["a"], [["b", "c"]]],
  [
    "a where b=c and d=e",
    ["a"],
    [
      ["b", "c"],
      ["d", "e"],
    ],
  ],
  ['a where "b c" = "d \\"e\\" \\\\ f"', ["a"], [["b c", 'd "e" \\ f']]],
  ['"where" where "and" = "="', ["where"], [["and", "="]]],
  ["\ta\n where\u00a0b = c ", ["a"], [["b", "c"]]],
  ["a where where = and", ["a"], [["where", "and"]]],
])("SENTENCE-1  %j", (text, words, where) => {
  expect(readSentence(text)).toEqual({ ok: true, value: { words, where, orZero: false } });
});

it.each([
  ["a or 0", ["a"], []],
  ["a where b = c or 0", ["a"], [["b", "c"]]],
  ["or 0", [], []],
])("SENTENCE-6  %j is 0 where nobody counted", (text, words, where) => {
  expect(readSentence(text)).toEqual({ ok: true, value: { words, where, orZero: true } });
});

it('SENTENCE-7  "or" "0" in quotes are words', () => {
  expect(readSentence('a "or" 0')).toMatchObject({ value: { words: ["a", "or", "0"], orZero: false } });
  expect(readSentence('a or "0"')).toMatchObject({ value: { words: ["a", "or", "0"], orZero: false } });
});

const quotes = 'texts with spaces stand in "quotes"';
it.each([
  ["a where", "condition 1 has no name: write <name> = <value>"],
  ["a where = c", "condition 1 has no name: write <name> = <value>"],
  ["a where b", `condition 1: expected = after b, got nothing; ${quotes}`],
  ["a where b c = d", `condition 1: expected = after b, got c; ${quotes}`],
  ["a where b =", "condition 1 has no value: write b = <value>"],
  ["a where b = = c", "condition 1 has no value: write b = <value>"],
  ["a where b = c and", "condition 2 has no name: write <name> = <value>"],
  [
    "a where b = c amd d = e",
    `expected \`and\` or nothing after condition 1, got amd (did you mean \`and\`?); ${quotes}`,
  ],
  ["a where b = c d", `expected \`and\` or nothing after condition 1, got d; ${quotes}`],
  ["a where b = c and b = d", "two conditions on b: keep one"],
  ["a whre b = c", "a condition begins with `where`: write where b = ... (did you mean `where`?)"],
  ["b = c", "a condition begins with `where`: write where b = ..."],
  ["= c", "it begins with =: write what is counted first"],
  ['a where b = "c', 'the text in quotes from character 13 has no end: close it with ", and write \\" and \\\\ inside'],
  ['"', 'the text in quotes from character 1 has no end: close it with ", and write \\" and \\\\ inside'],
])("SENTENCE-2  %j: %s", (text, why) => {
  expect(readSentence(text)).toEqual({ ok: false, why });
});

it("SENTENCE-3  reads back whatever is written in quotes", () => {
  const quoted = (text: string) => `"${text.replace(/["\\]/g, "\\$&")}"`;
  fc.assert(
    fc.property(anyText, anyText, anyText, (word, name, value) => {
      const read = readSentence(`${quoted(word)} where ${quoted(name)} = ${quoted(value)}`);
      expect(read).toEqual({ ok: true, value: { words: [word], where: [[name, value]], orZero: false } });
    }),
  );
});

it("SENTENCE-4  any text is read or refused, and long ones in time", () => {
  fc.assert(fc.property(anyText, (text) => void readSentence(text)));
  const began = performance.now();
  for (const text of ['"'.repeat(50_000), "=".repeat(50_000), "a ".repeat(50_000), `"${"\\".repeat(50_000)}`])
    readSentence(text);
  expect(performance.now() - began).toBeLessThan(2000);
});

it("SENTENCE-5  one of several words, or the one that was meant", () => {
  expect(oneOf("max", ["min", "max"], "aggregator")).toEqual({ ok: true, value: "max" });
  expect(oneOf("mx", ["min", "max"], "aggregator")).toEqual({
    ok: false,
    why: "unknown aggregator mx: did you mean `max`?",
  });
  expect(oneOf("sum", ["min", "max"], "aggregator")).toEqual({
    ok: false,
    why: "unknown aggregator sum: it takes min, max",
  });
});
