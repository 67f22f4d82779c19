import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { checkText, problemsText } from "../../scripts/report/terminal.ts";
import { cases } from "./cases.ts";
import { golden, goldenFiles } from "./golden.ts";
import { strange } from "./strange.ts";

const names = Object.keys(cases);
const plainly = { columns: 88, colour: false };

describe("TERMINAL-1  a check prints what test/golden/report/*.txt says", () => {
  it.each(names)("%s", async (name) => {
    await expect(`${checkText(cases[name]!, plainly)}\n`).toMatchFileSnapshot(golden(`${name}.txt`));
  });

  it("has a golden file for every case", () => {
    expect(goldenFiles(".txt").filter((file) => names.includes(file))).toEqual(names.toSorted());
  });
});

it.each(names)("TERMINAL-2  colour adds nothing but colour: %s", (name) => {
  const coloured = checkText(cases[name]!, { ...plainly, colour: true });
  expect(stripVTControlCharacters(coloured)).toBe(checkText(cases[name]!, plainly));
  expect(coloured).not.toBe(stripVTControlCharacters(coloured));
});

/** The styles of paint, and no other sequence. */
const ours = /^\[(?:1|2|22|31|32|33|35|39)m/;

it("TERMINAL-3  whatever strangers write, the terminal obeys only our own colours, and no line is too wide", () => {
  fc.assert(
    fc.property(strange, fc.constantFrom(60, 80, 120), fc.boolean(), (any, columns, colour) => {
      const text = checkText(any, { columns, colour });
      const [first, ...sequences] = text.split("\u001b");
      expect(sequences.every((one) => colour && ours.test(one))).toBe(true);
      const bare = [first, ...sequences.map((one) => one.replace(ours, ""))].join("");
      expect(bare).not.toMatch(/(?!\n)[\p{Control}\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u);

      // A problem's first line is one line, so that editors and grep can read it.
      const verdicts = checkText({ ...any, diagnostics: [] }, { columns, colour: false });
      for (const line of verdicts.split("\n")) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
    }),
    { numRuns: 100 },
  );
});

it("TERMINAL-4  nothing to say is said", () => {
  expect(problemsText([], plainly)).toBe("");
  expect(checkText(cases["nothing-moves"]!, plainly)).toBe("Go  no plan moves");
});
