import { expect, it } from "vitest";
import { everyone, exposure, nobody } from "../../scripts/flag/exposure.ts";
import { flagdStore } from "../../scripts/stores/flagd.ts";
import { DocumentProblem } from "../../scripts/stores/text-file.ts";
import { writing } from "../conformance/exposures.ts";
import { storeConformance } from "../conformance/store.ts";
import { textInMemory } from "./text-in-memory.ts";

const bench = (text: string | null) => () => {
  const file = textInMemory(text);
  return {
    store: flagdStore(file),
    contents: () => file.text,
    spoil: () => {
      file.text = file.text!.slice(0, -20);
    },
  };
};

storeConformance("flagd, no file yet", bench(null));
storeConformance("flagd, on one line", bench('{"flags":{}}'));

const ten = exposure([], 10);

it("FLAGD-36  a batch is one write of the file, and what is there already is none", async () => {
  const file = textInMemory(null);
  const batch = [writing("a", ten), writing("b", everyone), writing("c", nobody)];
  expect(await flagdStore(file).write(batch)).toMatchObject(batch.map(({ key }) => ({ key, status: "applied" })));
  expect(await flagdStore(file).write(batch)).toMatchObject(batch.map(({ key }) => ({ key, status: "unchanged" })));
  expect(file.writes).toBe(1);
});

it("FLAGD-37  reading any number of flags is one read of the file", async () => {
  const file = textInMemory('{"flags":{}}');
  await flagdStore(file).read(Array.from({ length: 100 }, (_, index) => `flag-${index}`));
  expect(file.reads).toBe(1);
});

it("FLAGD-38  somebody else's change of another flag in between is kept, and ours is made on top of it", async () => {
  const file = textInMemory('{"flags":{}}');
  const theirs = '{"flags":{"theirs":{"state":"ENABLED","variants":{},"defaultVariant":null}}}';
  file.between = () => {
    if (!file.text!.includes("theirs")) file.text = theirs;
  };
  expect(await flagdStore(file).write([writing("ours", ten)])).toMatchObject([{ status: "applied" }]);
  expect(Object.keys(JSON.parse(file.text!).flags)).toEqual(["theirs", "ours"]);
});

it("FLAGD-39  somebody else's change of the same flag in between is a conflict, and theirs stays", async () => {
  const file = textInMemory('{"flags":{}}');
  const theirs = '{"flags":{"ours":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"off"}}}';
  file.between = () => {
    file.text = theirs;
  };
  expect(await flagdStore(file).write([writing("ours", ten)])).toMatchObject([{ status: "conflict" }]);
  expect(file.text).toBe(theirs);
});

it("FLAGD-40  a file that never stands still is given up on, with nothing written", async () => {
  const file = textInMemory('{"flags":{}}');
  file.between = () => {
    file.text += " ";
  };
  const [result] = await flagdStore(file).write([writing("ours", ten)]);
  expect(result).toMatchObject({ status: "conflict", detail: expect.stringContaining("5 attempts") });
  expect(file.writes).toBe(0);
});

it("FLAGD-41  a file that takes a write and keeps the old text is found out: unverified", async () => {
  const file = textInMemory('{"flags":{}}');
  file.write = async () => "written";
  expect(await flagdStore(file).write([writing("a", ten)])).toMatchObject([{ status: "unverified" }]);
});

it.each(["unreachable", "unauthorised", "invalid"] as const)(
  "FLAGD-42  %s: the answer says it, nothing throws",
  async (status) => {
    const file = textInMemory('{"flags":{}}');
    file.write = async () => {
      throw new DocumentProblem(status, "runtime: write failed with EROFS");
    };
    const store = flagdStore(file);
    expect(await store.write([writing("a", ten)])).toMatchObject([
      { status, detail: expect.stringContaining("EROFS") },
    ]);
    file.read = async () => {
      throw new DocumentProblem(status, "runtime: open failed with EACCES");
    };
    expect((await store.read(["a"])).get("a")).toMatchObject({
      kind: "unreadable",
      why: expect.stringContaining("EACCES"),
    });
    expect(await store.write([writing("a", ten)])).toMatchObject([
      { status, detail: expect.stringContaining("EACCES") },
    ]);
    expect(await store.keys()).toEqual([]);
  },
);

it("FLAGD-43  a fault of our own is not taken for an answer of the world", async () => {
  const file = textInMemory('{"flags":{}}');
  file.read = async () => {
    throw new TypeError("undefined is not a function");
  };
  await expect(flagdStore(file).read(["a"])).rejects.toThrow(TypeError);
});

it("FLAGD-44  values of any one type are held and served", async () => {
  const file = textInMemory(null);
  const kinds = {
    text: { on: "blue", off: "grey" },
    number: { on: 2, off: 0.5 },
    object: { on: { a: [1, { b: 2 }] }, off: {} },
  };
  for (const [key, variants] of Object.entries(kinds)) {
    expect(await flagdStore(file).write([writing(key, ten, { variants })])).toMatchObject([{ status: "applied" }]);
    expect((await flagdStore(file).read([key])).get(key)).toMatchObject({ running: { variants } });
  }
});
