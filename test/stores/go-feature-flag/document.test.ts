import { expect, it } from "vitest";
import { editDocument, emptyDocument, openDocument } from "../../../scripts/stores/go-feature-flag/document.ts";

const edit = (text: string, changes: object) => editDocument(text, new Map(Object.entries(changes)));

it("GOFF-14  where there is no document there is an empty one; each key of one is a flag", async () => {
  expect(await openDocument("f.json", null)).toMatchObject({
    document: { found: null, text: emptyDocument, flags: {} },
  });
  expect(await openDocument("f.json", '{"a":{}}')).toMatchObject({ ok: true, document: { flags: { a: {} } } });
});

it.each([
  ["a:\n  variations: {}\n", "YAML and TOML are not read here"],
  ['{"a":', "ends too early"],
  ["[]", "f.json is a list"],
  ["null", "f.json is a null"],
  ['{"a":{},"b":{},"a":{}}', 'f.json has "a" twice'],
  ['{"a":{},"\\u0061":{}}', 'f.json has "a" twice'],
])("GOFF-15  %j is no document, and why", async (text, words) => {
  expect(await openDocument("f.json", text)).toMatchObject({ status: "invalid", why: expect.stringContaining(words) });
});

it("GOFF-16  foreign flags keep every character, wherever ours stand", () => {
  const theirs = `{ "theirs" :{"variations":{ "A":1e3,"B" : 2 }},\n\t"z": {"x":"\\u00e9"} }\n`;
  const added = edit(theirs, { ours: { n: 1 } });
  expect(added.startsWith(theirs.slice(0, theirs.lastIndexOf("}") - 1))).toBe(true);
  expect(JSON.parse(added)).toEqual({ ...JSON.parse(theirs), ours: { n: 1 } });
  expect(edit(added, { ours: null })).toBe(theirs);
});

it("GOFF-17  the first flag makes a document a person can read, the last to go leaves an empty one", () => {
  expect(edit(emptyDocument, { a: { n: 1 } })).toBe('{\n  "a": {\n    "n": 1\n  }\n}\n');
  expect(edit('{\n  "a": {\n    "n": 1\n  }\n}\n', { a: null })).toBe("{}\n");
});
