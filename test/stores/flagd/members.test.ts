import fc from "fast-check";
import { expect, it } from "vitest";
import { membersOf, skipSpace } from "../../../scripts/stores/flagd/members.ts";

const objects = fc.dictionary(fc.string(), fc.jsonValue());
const spacing = fc.constantFrom("", " ", "\t", "\n");

it("FLAGD-15  finds every member of an object where JSON's own parser has it, however it is spaced", () => {
  fc.assert(
    fc.property(objects, fc.constantFrom<(string | number)[]>([0], [2], ["\t"]), spacing, (object, [indent], space) => {
      const text = `${space}${JSON.stringify(object, null, indent)}${space}`;
      const { open, close, members } = membersOf(text, skipSpace(text, 0));
      expect(JSON.parse(text.slice(open, close + 1))).toEqual(JSON.parse(text));
      expect(members.map(({ key, value, end }) => [key, JSON.parse(text.slice(value, end))])).toEqual(
        Object.entries(JSON.parse(text)),
      );
      for (const { key, start, end } of members)
        expect(text.slice(start, end).startsWith(JSON.stringify(key))).toBe(true);
    }),
  );
});

it("FLAGD-16  is not misled by quotes, braces and backslashes inside text", () => {
  const text = String.raw`{ "a\"}": "\\", "b" : ["}", "\\\"{", {"c":"]"}] ,"d":-1.5e3,"a\"}":null}`;
  const { members } = membersOf(text, 0);
  expect(members.map(({ key, value, end }) => [key, text.slice(value, end)])).toEqual([
    ['a"}', String.raw`"\\"`],
    ["b", String.raw`["}", "\\\"{", {"c":"]"}]`],
    ["d", "-1.5e3"],
    ['a"}', "null"],
  ]);
});
