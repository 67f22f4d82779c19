import { expect, it } from "vitest";
import { openRepository } from "../../../scripts/forge/git.ts";
import { testRepository } from "../../support/repository.ts";

const cap = 256 * 1024;

it("BLOB-1  every kind of blob has its own answer, and none is thrown", async () => {
  const repository = testRepository();
  const contents = {
    plain: "standing: planned\n",
    empty: "",
    mark: "\uFEFFstanding: planned\n",
    nul: "a\0b",
    largest: "x".repeat(cap),
    larger: "x".repeat(cap + 1),
    latin1: new Uint8Array([0x67, 0x72, 0xf6, 0xdf, 0x65]),
    cut: new Uint8Array([0xe2, 0x82]),
    surrogate: new Uint8Array([0xed, 0xa0, 0x80]),
  };
  repository.commit(contents);
  const git = await openRepository(repository.root);
  const files = Object.fromEntries((await git.tree("main", "")).map(({ path, oid }) => [path, oid]));
  const texts = await git.read(Object.values(files));

  const whole = ["plain", "empty", "mark", "nul", "largest"] as const;
  for (const name of whole) expect(texts.get(files[name]!), name).toEqual({ kind: "text", text: contents[name] });
  expect(texts.get(files.larger!)).toEqual({ kind: "too-large", bytes: cap + 1 });
  for (const name of ["latin1", "cut", "surrogate"])
    expect(texts.get(files[name]!), name).toEqual({ kind: "not-utf8" });
});

it("BLOB-2  what is no blob here is missing, and nothing but an id is asked for", async () => {
  const repository = testRepository();
  const commit = repository.commit({ "flags/a.yaml": "1" });
  const ids = [commit, repository.git("rev-parse", "HEAD:flags"), "0".repeat(40), "f".repeat(40), "f".repeat(64)];
  const odd = ["", "main:flags/a.yaml", "--help", `${"f".repeat(40)}\nmain:flags/a.yaml`];
  const texts = await (await openRepository(repository.root)).read([...ids, ...odd]);

  expect([...texts.keys()]).toEqual([...ids, ...odd]);
  expect(new Set([...texts.values()].map(({ kind }) => kind))).toEqual(new Set(["missing"]));
});

it("BLOB-3  a blob mentioned often is one answer", async () => {
  const repository = testRepository();
  repository.commit({ "flags/a.yaml": "1" });
  const oid = repository.git("rev-parse", "HEAD:flags/a.yaml");

  expect(await (await openRepository(repository.root)).read([oid, oid, oid])).toEqual(
    new Map([[oid, { kind: "text", text: "1" }]]),
  );
  expect(await (await openRepository(repository.root)).read([])).toEqual(new Map());
});

it("BLOB-4  fifty megabytes are measured, not read", async () => {
  const repository = testRepository();
  repository.commit({ "flags/huge.yaml": new Uint8Array(50 * 1024 * 1024) });
  const git = await openRepository(repository.root);
  const oid = repository.git("rev-parse", "HEAD:flags/huge.yaml");
  const before = process.memoryUsage().rss;

  expect((await git.read([oid])).get(oid)).toEqual({ kind: "too-large", bytes: 50 * 1024 * 1024 });
  expect(process.memoryUsage().rss - before).toBeLessThan(20 * 1024 * 1024);
});

it("BLOB-5  many blobs come back whole and in their places, read in portions", async () => {
  const repository = testRepository();
  const text = (n: number) => `${n} é `.repeat(12_000);
  repository.commit(Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`flags/${n}.yaml`, text(n)])));
  const git = await openRepository(repository.root);
  const files = await git.tree("main", "flags");
  const texts = await git.read(files.map(({ oid }) => oid));

  for (const { path, oid } of files) {
    expect(texts.get(oid)).toEqual({ kind: "text", text: text(Number(path.match(/\d+/)![0])) });
  }
});
