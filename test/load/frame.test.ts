import { expect, it } from "vitest";
import type { Diagnostic } from "../../scripts/load/diagnostic.ts";
import { renderDiagnostic } from "../../scripts/load/frame.ts";

const found = (line: number, column: number, length: number, more: Partial<Diagnostic> = {}): Diagnostic => ({
  rule: "schema",
  severity: "error",
  message: "percent must be at most 100, not 110",
  file: "flags/x.yaml",
  place: { line, column, length },
  ...more,
});

it("FRAME-1  shows the place under the line it is in", () => {
  expect(renderDiagnostic(found(2, 12, 3), "title: x\n  percent: 110 # much\n")).toBe(
    `flags/x.yaml:2:12: percent must be at most 100, not 110 [schema]
  |
2 |   percent: 110 # much
  |            ^~~`,
  );
});

it("FRAME-2  a warning says so", () => {
  const [head] = renderDiagnostic(found(1, 1, 1, { severity: "warning" }), "a: 1").split("\n");
  expect(head).toBe("flags/x.yaml:1:1: warning: percent must be at most 100, not 110 [schema]");
});

it.each`
  what                                | text                          | place          | line                   | pointer
  ${"the gutter grows with the line"} | ${`${"\n".repeat(99)}a: 110`} | ${[100, 4, 3]} | ${"100 | a: 110"}      | ${"    |    ^~~"}
  ${"a carriage return is not shown"} | ${"a: 110\r\nb: 1\r\n"}       | ${[1, 4, 3]}   | ${"1 | a: 110"}        | ${"  |    ^~~"}
  ${"tabs are blanks"}                | ${"\ta:\t110"}                | ${[1, 5, 3]}   | ${"1 |     a:    110"} | ${"  |           ^~~"}
  ${"wide letters take two columns"}  | ${"題: 110"}                  | ${[1, 4, 3]}   | ${"1 | 題: 110"}       | ${"  |     ^~~"}
  ${"accents take none"}              | ${"e\u0301: 110"}             | ${[1, 5, 3]}   | ${"1 | e\u0301: 110"}  | ${"  |    ^~~"}
  ${"an emoji takes two"}             | ${"a: 🙂, 110"}               | ${[1, 8, 3]}   | ${"1 | a: 🙂, 110"}    | ${"  |        ^~~"}
  ${"controls are made visible"}      | ${"a: \u001b[2J1"}            | ${[1, 4, 1]}   | ${"1 | a: \uFFFD[2J1"} | ${"  |    ^"}
  ${"hidden directions are too"}      | ${"a: \u202E011"}             | ${[1, 5, 3]}   | ${"1 | a: \uFFFD011"}  | ${"  |     ^~~"}
  ${"a place past the end is shown"}  | ${"a:"}                       | ${[1, 3, 1]}   | ${"1 | a:"}            | ${"  |   ^"}
`("FRAME-3  $what", ({ text, place: [at, column, length], line, pointer }) => {
  expect(
    renderDiagnostic(found(at, column, length), text)
      .split("\n")
      .slice(2),
  ).toEqual([line, pointer]);
});

it("FRAME-4  a very long line is cropped around the place", () => {
  const text = `${"a".repeat(5000)}HERE${"b".repeat(5000)}`;
  const [, , line, pointer] = renderDiagnostic(found(1, 5001, 4), text).split("\n");

  expect(line).toMatch(/^1 \| \.\.\.a{80}HEREb{80}\.\.\.$/);
  expect(line!.slice(pointer!.indexOf("^"), pointer!.length)).toBe("HERE");
  expect(renderDiagnostic(found(1, 1, 10_000), text).length).toBeLessThan(400);
});

it("FRAME-5  a message or a name cannot talk to the terminal", () => {
  const said = renderDiagnostic(
    found(1, 1, 1, { message: "not \u001b]0;x\u0007\nb", file: "flags/\u001b.yaml" }),
    "a: 1",
  );
  expect(said.split("\n")[0]).toBe("flags/\uFFFD.yaml:1:1: not \uFFFD]0;x\uFFFD\uFFFDb [schema]");
});

it("FRAME-6  a secret somebody wrote into the file is not repeated", () => {
  const said = renderDiagnostic(found(1, 8, 13, { rule: "secret-name" }), "token: glsa_3fk29fk3 # mine");
  expect(said).not.toContain("glsa");
  expect(said).toContain("1 | token: *** # mine\n  |        ^~~");
});

it.each([
  ["", 1],
  ["\n\n", 2],
  ["a: 1", 7],
])("FRAME-7  an empty line has nothing to show: %j line %i", (text, line) => {
  expect(renderDiagnostic(found(line, 1, 1), text).split("\n")).toHaveLength(1);
});
