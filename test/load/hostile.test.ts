import { describe, expect, it } from "vitest";
import { deepest } from "../../scripts/load/compose.ts";
import { maxBytes } from "../../scripts/load/decode.ts";
import { mostRepeated } from "../../scripts/load/plain.ts";
import { loadPlan } from "../../scripts/load/plan.ts";

const load = (text: string) => loadPlan({ file: "flags/x.yaml", text }, { environment: "production" });
const said = (text: string) => {
  const loaded = load(text);
  return loaded.ok ? [] : loaded.diagnostics.map(({ message }) => message);
};
const filled = (piece: string) => piece.repeat(Math.floor((maxBytes - 100) / piece.length));

/** Nine aliases of nine aliases of nine ...: 9 to the 9th values from 300 characters. */
const bomb = [..."bcdefghi"].reduce(
  (text, letter, index) => `${text}${letter}: &${letter} [${Array(9).fill(`*${"abcdefgh"[index]}`).join(",")}]\n`,
  "a: &a [x,x,x,x,x,x,x,x,x]\n",
);

describe("LOAD-4  hostile text is refused with one message, at once and in little memory", () => {
  it.each`
    what                        | text                            | says
    ${"50 MB on one line"}      | ${"x".repeat(50_000_000)}       | ${`50000000 bytes, more than the ${maxBytes}`}
    ${"50 MB of lines"}         | ${"a: 1\n".repeat(10_000_000)}  | ${`50000000 bytes, more than the ${maxBytes}`}
    ${"one byte too many"}      | ${"x".repeat(maxBytes + 1)}     | ${`${maxBytes + 1} bytes`}
    ${"wide letters above it"}  | ${"é".repeat(maxBytes / 2 + 1)} | ${`${maxBytes + 2} bytes`}
    ${"an alias bomb"}          | ${bomb}                         | ${`more than ${mostRepeated} values`}
    ${"an alias of itself"}     | ${"a: &a [*a]"}                 | ${"*a repeats nothing"}
    ${"lists in lists"}         | ${filled("[")}                  | ${`more than ${deepest} deep`}
    ${"maps in maps"}           | ${filled("{a: ")}               | ${`more than ${deepest} deep`}
    ${"dashes on dashes"}       | ${filled("- ")}                 | ${`more than ${deepest} deep`}
    ${"questions on questions"} | ${filled("? ")}                 | ${`more than ${deepest} deep`}
    ${"steps down"}             | ${steps(300)}                   | ${`more than ${deepest} deep`}
    ${"a NUL"}                  | ${"title: a\0b"}                | ${"control character U+0000"}
    ${"an escape sequence"}     | ${"title: \u001b[2J"}           | ${"control character U+001B"}
    ${"a lone carriage return"} | ${"title: a\rstanding: full\n"} | ${"control character U+000D"}
    ${"a thousand documents"}   | ${filled("---\n")}              | ${"more than one document"}
  `("$what", ({ text, says }) => {
    const heap = process.memoryUsage().heapUsed;
    const started = performance.now();

    expect(said(text)).toEqual([expect.stringContaining(says)]);
    expect(performance.now() - started).toBeLessThan(3000);
    expect(process.memoryUsage().heapUsed - heap).toBeLessThan(100e6);
  });
});

function steps(count: number): string {
  return Array.from({ length: count }, (_, step) => `${" ".repeat(step)}a:`).join("\n");
}

it("LOAD-5  a file that is wrong in ten thousand ways is answered with at most a hundred messages", () => {
  const keys = Array.from({ length: 10_000 }, (_, index) => `k${index}: 1`).join("\n");
  expect(said(keys)).toHaveLength(100);
  expect(said(keys).at(-1)).toContain("more follows");
  expect(said(filled("standing: a\n"))).toHaveLength(100);
});

it("LOAD-6  a list of thousands of different names is compared in no time", () => {
  const names = Array.from({ length: 30_000 }, (_, index) => `a${index}`).join(",");
  const started = performance.now();
  said(`approvals: [${names}]\n`);
  expect(performance.now() - started).toBeLessThan(10_000);
});

const plan = (stage: string) => `title: T
owner: "@rlindqvist"
standing: planned
flags: { constructor: {}, toString: {} }
stages:
  - name: canary
    ${stage}
`;

it("LOAD-7  names that JavaScript gives a meaning are names like any other", () => {
  const loaded = load(plan("results: { answers: { constructor: ~, hasOwnProperty: yes } }"));
  const { answers } = loaded.ok ? loaded.loaded.value.stages[0]!.results : { answers: {} };

  expect(loaded.ok && loaded.loaded.value.flags.map(({ key }) => key)).toEqual(["constructor", "toString"]);
  expect(Object.entries(answers)).toEqual([
    ["constructor", null],
    ["hasOwnProperty", "yes"],
  ]);
  expect(answers.valueOf).toBeUndefined();
});

it("LOAD-8  an alias repeats a value, a few times", () => {
  const loaded = load(`${plan("confirms: &c [one]")}  - { name: full, confirms: *c }\n`);
  expect(loaded.ok && loaded.loaded.value.stages.map(({ confirms }) => confirms)).toEqual([["one"], ["one"]]);
});

it("LOAD-9  keys are text, however they look", () => {
  const loaded = load(plan("results: { answers: { 2025: 1, true: 2, null: 3, 1.50: 4 } }"));
  expect(loaded.ok && Object.keys(loaded.loaded.value.stages[0]!.results.answers)).toEqual([
    "2025",
    "true",
    "null",
    "1.50",
  ]);
});
