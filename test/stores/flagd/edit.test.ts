import fc from "fast-check";
import { expect, it } from "vitest";
import { editFlags, emptyDocument } from "../../../scripts/stores/flagd/edit.ts";
import type { Json } from "../../../scripts/stores/flagd/json.ts";
import { membersOf } from "../../../scripts/stores/flagd/members.ts";

const change = (text: string, flags: Readonly<Record<string, Json | null>>) =>
  editFlags(text, new Map(Object.entries(flags)));

const odd = `{ "$schema":"x",
   "flags" : {
      "a":{"state" :   "ENABLED"},

      "b": { "n": 1e3 }  ,
      "c": [ 1,2 ]
   },
   "metadata": {"version": 007e1}
}`.replace("007e1", "7.0");

it("FLAGD-17  a changed flag changes alone: every other character stays where it was", () => {
  expect(change(odd, { b: { n: 2 } })).toBe(odd.replace('{ "n": 1e3 }', '{\n         "n": 2\n      }'));
});

it("FLAGD-18  a new flag stands last, in the document's own indentation", () => {
  expect(change(emptyDocument, { a: { n: 1 }, b: {} })).toBe(`{
  "$schema": "https://flagd.dev/schema/v0/flags.json",
  "flags": {
    "a": {
      "n": 1
    },
    "b": {}
  }
}
`);
  expect(change('{"flags":{"a":{}}}', { b: { n: 1 } })).toBe('{"flags":{"a":{},"b":{"n":1}}}');
  expect(change('{\r\n\t"flags": {}\r\n}', { a: { n: 1 } })).toBe(
    '{\r\n\t"flags": {\r\n\t\t"a": {\r\n\t\t\t"n": 1\r\n\t\t}\r\n\t}\r\n}',
  );
});

it.each([
  ["first", { a: null }, ['"b"', '"c"']],
  ["middle", { b: null }, ['"a"', '"c"']],
  ["last", { c: null }, ['"a"', '"b"']],
  ["all but one", { a: null, c: null }, ['"b"']],
  ["all", { a: null, b: null, c: null }, []],
  ["all, and a new one", { a: null, b: null, c: null, d: { n: 1 } }, ['"d"']],
])("FLAGD-19  the %s goes without a trace", (_, changes, left) => {
  const text = change(odd, changes);
  expect(Object.keys(JSON.parse(text).flags).map((key) => JSON.stringify(key))).toEqual(left);
  expect(text).not.toMatch(/,\s*,|,\s*}|{\s*,/);
});

it("FLAGD-20  of a key that stands twice one is left, and a key may be named like anything", () => {
  expect(change('{"flags":{"a":{"n":1},"b":{},"a":{"n":2}}}', { a: { n: 3 } })).toBe('{"flags":{"b":{},"a":{"n":3}}}');
  expect(change('{"flags":{"a":{"n":1},"b":{},"a":{"n":2}}}', { a: null })).toBe('{"flags":{"b":{}}}');
  expect(change('{"flags":{}}', { toString: { n: 1 } })).toBe('{"flags":{"toString":{"n":1}}}');
  expect(editFlags('{"flags":{"__proto__":{}}}', new Map([["__proto__", { n: 1 }]]))).toBe(
    '{"flags":{"__proto__":{"n":1}}}',
  );
});

it("FLAGD-52  an id or a key cannot make a reader of YAML reject the document, nor name somebody else", () => {
  const text = change('{\n  "flags": {}\n}', { "a\u2028": { ids: ["User\u007f7", "b\u2028c"] } });
  expect(text).not.toMatch(/[\u007f-\u009f\u2028\u2029]/);
  expect(JSON.parse(text).flags).toEqual({ "a\u2028": { ids: ["User\u007f7", "b\u2028c"] } });
});

it("FLAGD-21  on any document: what is asked for changes, and the text of every other flag does not", () => {
  const key = fc.constantFrom("a", "b", "c", "d", "é", '"', "\\", "");
  const flags = fc.dictionary(key, fc.dictionary(fc.string(), fc.jsonValue()));
  const changes = fc.uniqueArray(fc.tuple(key, fc.option(fc.dictionary(fc.string(), fc.integer()))), {
    selector: ([k]) => k,
  });
  fc.assert(
    fc.property(flags, changes, fc.constantFrom(0, 2, "\t"), (before, changed, indent) => {
      const text = JSON.stringify({ $schema: "x", flags: before, metadata: {} }, null, indent);
      const next = editFlags(text, new Map(changed));
      const wanted = new Map<string, unknown>([...Object.entries(before), ...changed]);
      const left = Object.fromEntries([...wanted].filter(([, flag]) => flag !== null));
      expect(JSON.parse(next)).toEqual({ $schema: "x", flags: JSON.parse(JSON.stringify(left)), metadata: {} });
      const untouched = Object.keys(before).filter((name) => !changed.some(([other]) => other === name));
      expect(textsOf(next, untouched)).toEqual(textsOf(text, untouched));
    }),
  );
});

function textsOf(text: string, keys: readonly string[]): readonly string[] {
  const flags = membersOf(text, membersOf(text, 0).members.find(({ key }) => key === "flags")!.value);
  return flags.members.filter(({ key }) => keys.includes(key)).map(({ start, end }) => text.slice(start, end));
}
