import fc from "fast-check";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { stringify } from "../../scripts/load/text.ts";
import { parseYaml } from "../../scripts/load/yaml.ts";

it.each`
  value                                 | written
  ${null}                               | ${"~"}
  ${3}                                  | ${"3"}
  ${0.024}                              | ${"0.024"}
  ${true}                               | ${"true"}
  ${"unaffected"}                       | ${"unaffected"}
  ${"Ada Reyes"}                        | ${"Ada Reyes"}
  ${"n/a"}                              | ${"n/a"}
  ${"2025-03-12T15:04:00Z"}             | ${"2025-03-12T15:04:00Z"}
  ${""}                                 | ${'""'}
  ${"yes"}                              | ${'"yes"'}
  ${"null"}                             | ${'"null"'}
  ${"1e3"}                              | ${'"1e3"'}
  ${"@rlindqvist"}                      | ${'"@rlindqvist"'}
  ${"a: b"}                             | ${'"a: b"'}
  ${"a #b"}                             | ${'"a #b"'}
  ${"two\nlines"}                       | ${'"two\\nlines"'}
  ${"\u0085\u202E\u{E0001}"}            | ${'"\\u0085\\u202e\\U000e0001"'}
  ${[]}                                 | ${"[]"}
  ${["product", "octo"]}                | ${"[product, octo]"}
  ${{}}                                 | ${"{}"}
  ${{ value: 3, by: { name: "x: y" } }} | ${'{ value: 3, by: { name: "x: y" } }'}
`("TEXT-1  $value is written $written", ({ value, written }) => {
  expect(stringify(value)).toBe(written);
});

it("TEXT-2  every value reads back, as value, entry and key, in YAML 1.2 and in 1.1", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string(),
    fc.constantFrom("~", "-", "?", "- a", "0o17", ".inf", "{", "<<"),
  );
  const wellFormed = text.map((one) => one.replace(/\p{Surrogate}/gu, "?"));
  const keys = wellFormed.filter((key) => key !== "__proto__" && key !== "<<");
  const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => (Object.is(one, -0) ? 0 : one));
  const { value: values } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      wellFormed,
      number,
      fc.boolean(),
      fc.constant(null),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(keys, tie("value"), { maxKeys: 3 }),
    ),
  }));
  fc.assert(
    fc.property(values, keys, (value, key) => {
      const line = `${stringify(key)}: ${stringify(value)}\n`;
      const parsed = parseYaml({ file: "x", text: line });
      expect(parsed.ok && parsed.tree.value).toEqual({ [key]: value });
      expect(line.split("\n")).toHaveLength(2);
    }),
    { numRuns: 500 },
  );
  fc.assert(
    fc.property(wellFormed, (one) => {
      const read = parse(`[${stringify(one)}]`, { version: "1.1" })[0];
      expect(read instanceof Date ? one : read).toBe(one);
    }),
  );
});

it.each([[undefined], [Number.NaN], [Number.POSITIVE_INFINITY], [() => 1]])(
  "TEXT-3  %s has no word in YAML",
  (value) => {
    expect(() => stringify({ value })).toThrow(TypeError);
  },
);
