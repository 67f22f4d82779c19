import { expect, it } from "vitest";
import { openDocument } from "../../../scripts/stores/flagd/document.ts";

it("FLAGD-22  where there is no file there is an empty document; flags are found where there is one", async () => {
  expect(await openDocument("f.json", null)).toMatchObject({ ok: true, document: { found: null, flags: {} } });
  const text = '{"flags":{"a":{}}}';
  expect(await openDocument("f.json", text)).toEqual({ ok: true, document: { found: text, text, flags: { a: {} } } });
});

it.each([
  ["", "f.json is empty"],
  ["  \n", "f.json is empty"],
  ['{"flags":{"a":', "f.json:1:15 is not valid JSON (it ends too early, perhaps half-written)"],
  ['{\n  "flags": {\n    "a": "x', "f.json:3:12 is not valid JSON (it ends too early, perhaps half-written)"],
  ['{\n  "flags": {,}\n}', "f.json:2:13 is not valid JSON"],
  ['{"flags":{}}}', "f.json:1:13 is not valid JSON"],
  ["\uFEFF{}", "f.json:1:1 is not valid JSON"],
])("FLAGD-23  %j: the place and the way out", async (text, place) => {
  const opened = await openDocument("f.json", text);
  expect(opened).toMatchObject({ ok: false, status: "invalid", why: expect.stringContaining(place) });
  expect(opened).toMatchObject({ why: expect.stringContaining("git checkout -- f.json") });
});

it.each([
  ["{}", 'no "flags"'],
  ["[]", 'no "flags"'],
  ["null", 'no "flags"'],
  ['{"flags":[]}', '"flags" that is a list'],
  ['{"flags":null}', '"flags" that is a null'],
])("FLAGD-24  %s is JSON, but no flagd document", async (text, found) => {
  expect(await openDocument("f.json", text)).toMatchObject({ ok: false, why: expect.stringContaining(found) });
});
