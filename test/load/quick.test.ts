import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { quickValue } from "../../scripts/load/quick.ts";
import { parseFully } from "../../scripts/load/yaml.ts";
import { layouts } from "./variations.ts";

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
const samples = ["flags/form1095b.yaml", ".github/flaghoist.yaml"].map(read);

/** Either the quick reader is not sure, or the parser accepts the text and reads the same, in the same order. */
function agree(text: string): "same" | "unsure" {
  const quick = quickValue(text);
  if (quick === null) return "unsure";
  const parsed = parseFully({ file: "x", text });
  expect(parsed.ok ? JSON.stringify(parsed.tree.value) : parsed.diagnostics, text).toBe(JSON.stringify(quick.value));
  return "same";
}

it("QUICK-1  the samples are read quickly", () => {
  expect(samples.map(agree)).toEqual(["same", "same"]);
});

it.each([
  ["a deeper line that continues a text", "a:\n  - b\n    - c\n"],
  ["a deeper line below a value", "a: b\n  c: d\n"],
  ["a line between two depths", "a:\n    b: c\n  d: e\n"],
  ["a key that stands twice", "a: 1\na: 2\n"],
  ["a key that JavaScript gives a meaning", "__proto__: { a: 1 }\n"],
  ["a text with a colon", "a: b: c\n"],
  ["an escape", 'a: "\\x41"\n'],
  ["an anchor", "a: &b c\n"],
  ["a block text", "a: |\n  b\n"],
  ["a list in a list", "a:\n- - b\n"],
  ["a flow list on two lines", "a: [b,\n  c]\n"],
  ["a number in another base", "a: 0x1F\n"],
  ["a number with zeros before it", "a: 007\n"],
  ["a tab", "a:\tb\n"],
  ["a second document", "a: b\n--- \nc: d\n"],
])("QUICK-5  leaves %s to the parser", (_, text) => {
  expect(quickValue(text)).toBeNull();
});

/** What decides between meanings in YAML. */
const marks = [..."\n :#-?,[]{}\"'&*!|>%@`~.+0ex_\\\t\u00a0\u2028\uFEFFé"];
const words = [
  ": ",
  " #",
  "- ",
  "  ",
  "\n\n",
  "\r\n",
  "---",
  "...",
  "<<: ",
  "null",
  "True",
  "yes",
  ".inf",
  "0x1F",
  "1e3",
  "007",
  "''",
  '""',
  "a: b",
  "\n# c\n",
  "? ",
];
const piece = fc.oneof(fc.constantFrom(...marks), fc.constantFrom(...words), fc.string({ maxLength: 3 }));

it("QUICK-2  after any damage to a sample it reads as the parser does, or leaves it to the parser", () => {
  const damage = fc.array(fc.tuple(fc.nat(), fc.constantFrom(0, 0, 1, 2, 5, 40), piece), {
    minLength: 1,
    maxLength: 3,
  });
  const seen = { same: 0, unsure: 0 };
  fc.assert(
    fc.property(fc.constantFrom(...samples), damage, (sample, cuts) => {
      const text = cuts.reduce((whole, [where, length, put]) => {
        const at = where % whole.length;
        return whole.slice(0, at) + put + whole.slice(at + length);
      }, sample);
      seen[agree(text)]++;
    }),
    { numRuns: 1000 },
  );
  expect(Math.min(seen.same, seen.unsure)).toBeGreaterThan(50);
});

it("QUICK-3  text made of nothing but what decides in YAML is read as the parser does, or left to it", () => {
  const atoms = fc.constantFrom(
    ...marks,
    ...words,
    "a",
    "b",
    "k:",
    " k: ",
    "\n  ",
    "\n- ",
    "\nb: ",
    "{ ",
    " }",
    "[",
    "]",
    "1",
    "-1",
    "2025-03-12",
  );
  const seen = { same: 0, unsure: 0 };
  fc.assert(
    fc.property(fc.array(atoms, { maxLength: 14 }), (parts) => {
      seen[agree(`a: ${parts.join("")}`)]++;
    }),
    { numRuns: 2000 },
  );
  expect(Math.min(seen.same, seen.unsure)).toBeGreaterThan(50);
});

it("QUICK-4  so is every layout", () => {
  fc.assert(
    fc.property(layouts, ({ text }) => {
      agree(text);
    }),
    { numRuns: 200 },
  );
});
