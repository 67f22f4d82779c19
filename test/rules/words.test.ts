import fc from "fast-check";
import { expect, it } from "vitest";
import { count, list, percentage, quote } from "../../scripts/rules/words.ts";

it.each([
  ["canary", '"canary"'],
  ['say "hi"', '"say \\"hi\\""'],
  ["a\u202eb", '"a\\u{202e}b"'],
  ["a\u001b[31m", '"a\\u001b[31m"'],
  ["ask ada@example.gov or 123-45-6789", '"ask *************** or ***********"'],
  ["a\nb", '"a\\nb"'],
  ["x".repeat(60), `"${"x".repeat(60)}"`],
  ["x".repeat(61), `"${"x".repeat(59)}…"`],
])("WORDS-1  quotes %j as %s", (text, quoted) => {
  expect(quote(text)).toBe(quoted);
});

it("WORDS-2  whatever the text, what is quoted is short and has nothing that a terminal obeys", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
      const quoted = quote(text);
      expect(quoted).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect(quoted.length).toBeLessThanOrEqual(60 * 10 + 2);
    }),
  );
});

it("WORDS-3  lists five names and counts the others", () => {
  expect(list([])).toBe("");
  expect(list(["a", "b"])).toBe('"a", "b"');
  expect(list(["a", "b", "c", "d", "e", "f", "g"])).toBe('"a", "b", "c", "d", "e" and 2 more');
});

it("WORDS-4  counts and percentages read as people write them", () => {
  expect([count(1, "day"), count(2, "day"), count(0, "day")]).toEqual(["1 day", "2 days", "0 days"]);
  expect([percentage(100 * 0.07), percentage(100 - 93.1), percentage(0.001)]).toEqual([7, 6.9, 0.001]);
});
