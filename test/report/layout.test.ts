import fc from "fast-check";
import stringWidth from "string-width";
import { expect, it } from "vitest";
import { table, wrapped } from "../../scripts/report/terminal/layout.ts";
import { paint } from "../../scripts/report/terminal/paint.ts";
import { plain } from "../../scripts/report/words/plain.ts";
import { strangers } from "./strangers.ts";

const rows = (...texts: readonly (readonly string[])[]) => texts.map((row) => row.map((text) => ({ text })));

it("LAYOUT-1  columns stand below each other, whatever the width of their characters", () => {
  expect(table(rows(["a", "x"], ["漢字", "y"], ["é👍", "z"]), 40)).toEqual(["a     x", "漢字  y", "é👍   z"]);
});

it("LAYOUT-2  the widest column gives way, and words are broken last", () => {
  const [name, long] = ["download-errors", "a long reason that does not fit on one line"];
  expect(table(rows([name, long]), 40, 2)).toEqual([
    "  download-errors  a long reason that",
    "                   does not fit on one",
    "                   line",
  ]);
  expect(table(rows(["form1095b", "production", "one two three four five six seven eight nine"]), 38)).toEqual([
    "form1095b  production  one two three",
    "                       four five six",
    "                       seven eight",
    "                       nine",
  ]);
  expect(table(rows(["claims-status", "ready to promote now", "download-errors today"]), 44)).toEqual([
    "claims-status  ready to      download-errors",
    "               promote now   today",
  ]);
  expect(table(rows(["claims-status", "ready to promote now", "download-errors today"]), 24)).toEqual([
    "claims  ready    downloa",
    "-statu  to       d-error",
    "s       promote  s today",
    "        now",
  ]);
});

it("LAYOUT-3  no line is wider than asked", () => {
  const cells = fc.array(
    fc.array(
      strangers.map((text) => ({ text: plain(text) })),
      { minLength: 3, maxLength: 3 },
    ),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(cells, fc.integer({ min: 30, max: 120 }), (given, columns) => {
      for (const line of table(given, columns, 2)) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
    }),
  );
});

it("LAYOUT-4  lines after the first are moved in, and styles carry on", () => {
  const style = paint(true);
  expect(wrapped("one two three four five six", 24, 4)).toEqual(["one two three four", "    five six"]);
  expect(wrapped(style.fail("one two three four five six"), 24, 4)).toEqual([
    "\u001b[31mone two three four\u001b[39m",
    "    \u001b[31mfive six\u001b[39m",
  ]);
});

it("LAYOUT-5  without colour nothing is added", () => {
  const style = paint(false);
  expect(Object.values(style).map((one) => one("x"))).toEqual(Object.keys(style).map(() => "x"));
});

it("LAYOUT-6  nothing to lay out is nothing", () => {
  expect(table([], 80)).toEqual([]);
});

it("LAYOUT-6  a joiner that joins nothing takes no room that is not there", () => {
  const joiner = String.fromCodePoint(0x200d);
  expect(plain(`\\ ${joiner}`)).toBe("\\");
  expect(plain(`${joiner}a ${joiner} b${joiner}`)).toBe("a b");
  expect(plain(`👩${joiner}🚀`)).toBe(`👩${joiner}🚀`);
});
