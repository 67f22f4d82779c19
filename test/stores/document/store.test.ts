import { expect, it } from "vitest";
import { everyone, exposure, nobody } from "../../../scripts/flag/exposure.ts";
import type { Format } from "../../../scripts/stores/document/format.ts";
import { documentStore } from "../../../scripts/stores/document/store.ts";
import { flagdFormat } from "../../../scripts/stores/flagd/format.ts";
import { goFeatureFlagFormat } from "../../../scripts/stores/go-feature-flag/format.ts";
import { DocumentProblem } from "../../../scripts/stores/text-file.ts";
import { writing } from "../../conformance/exposures.ts";
import { textInMemory } from "../text-in-memory.ts";

const ten = exposure([], 10);
const formats: readonly (readonly [string, Format, (flags: string) => string])[] = [
  ["flagd", flagdFormat, (flags) => `{"flags":{${flags}}}`],
  ["go-feature-flag", goFeatureFlagFormat, (flags) => `{${flags}}`],
];
const theirs = '"theirs":{"state":"ENABLED", "variants":{"A":1e0},"defaultVariant":null,"variations":{"A":1}}';

it.each(formats)(
  "DOCUMENT-2  %s: a batch is one read, one write and a read back; nothing to do is one read",
  async (_, format) => {
    const file = textInMemory(null);
    const batch = [writing("a", ten), writing("b", everyone), writing("c", nobody)];
    await documentStore(format, file).write(batch);
    expect([file.reads, file.writes]).toEqual([2, 1]);
    await documentStore(format, file).write(batch);
    expect([file.reads, file.writes]).toEqual([3, 1]);
    await documentStore(format, file).read(["a", "b", "c", "d"]);
    expect([file.reads, file.writes]).toEqual([4, 1]);
  },
);

it.each(formats)(
  "DOCUMENT-3  %s: somebody else's flag that comes in between stays to the last character",
  async (_, format, around) => {
    const file = textInMemory(around(""));
    file.between = () => {
      if (!file.text!.includes("theirs")) file.text = around(theirs);
    };
    expect(await documentStore(format, file).write([writing("ours", ten)])).toMatchObject([{ status: "applied" }]);
    expect(file.text).toContain(theirs);
    expect(file.text).toContain('"ours"');
  },
);

it.each(formats)(
  "DOCUMENT-4  %s: of a thousand flags the one that cannot be is left out, and says so",
  async (_, format) => {
    const file = textInMemory(null);
    const batch = Array.from({ length: 1000 }, (_, index) => writing(`flag-${index}`, ten));
    batch[500] = writing("flag-500", exposure([], 12.3456));
    const results = await documentStore(format, file).write(batch);
    expect(results.filter(({ status }) => status === "applied")).toHaveLength(999);
    expect(results[500]).toMatchObject({ key: "flag-500", status: "unsupported" });
    expect(file.text).not.toContain('"flag-500"');
  },
);

it.each(formats)("DOCUMENT-5  %s: a place that cannot be asked makes an answer, not an error", async (_, format) => {
  const file = textInMemory(null);
  file.read = () => Promise.reject(new DocumentProblem("unreachable", "the place is down"));
  const store = documentStore(format, file);
  expect((await store.read(["a"])).get("a")).toEqual({ kind: "unreadable", why: "the place is down" });
  expect(await store.write([writing("a", ten)])).toMatchObject([
    { status: "unreachable", detail: "the place is down" },
  ]);
  expect(await store.evaluate!(new Map([["a", [null]]]))).toEqual(
    new Map([["a", { kind: "unknown", why: "the place is down" }]]),
  );
  expect(await store.keys()).toEqual([]);
});

it.each(formats)("DOCUMENT-8  %s: of two writes of one flag the second stands on the first", async (_, format) => {
  const file = textInMemory(null);
  const store = documentStore(format, file);
  const fifty = writing("a", exposure([], 50));
  const expected = { exposure: ten, variants: fifty.variants, applied: writing("a", ten).applied, foreign: [] };
  const statuses = async (...writes: Parameters<typeof store.write>[0]) =>
    (await store.write(writes)).map(({ status }) => status);
  expect(await statuses(writing("a", ten), fifty)).toEqual(["applied", "conflict"]);
  expect((await store.read(["a"])).get("a")).toMatchObject({ running: { exposure: ten } });
  expect(await statuses({ ...fifty, expected }, { ...writing("a", null), expected })).toEqual(["applied", "conflict"]);
  expect(file.writes).toBe(2);
});

it.each(formats)(
  "DOCUMENT-9  %s: only the very document that was proven counts as served: not one that somebody changed since",
  async (_, format, around) => {
    const file = textInMemory(around(theirs));
    expect(await documentStore(format, file).write([writing("a", ten)])).toMatchObject([{ served: true }]);
    const { write } = file;
    file.write = async (text, expected) => {
      const outcome = await write.call(file, text, expected);
      file.text = file.text!.replace("1e0", "2");
      return outcome;
    };
    const [result] = await documentStore(format, file).write([writing("b", ten)]);
    expect(result).toMatchObject({ status: "applied" });
    expect(result).not.toHaveProperty("served");
  },
);
