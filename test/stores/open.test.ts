import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type Exposure, everyone, exposure } from "../../scripts/flag/exposure.ts";
import { openStore } from "../../scripts/stores/open.ts";
import { writing } from "../conformance/exposures.ts";
import { storeConformance } from "../conformance/store.ts";
import { emptyFolder } from "./folder.ts";
import { textInMemory } from "./text-in-memory.ts";

const root = emptyFolder();
const at = () => ({ root: root(), secrets: () => undefined });
const file = "runtime/production.flagd.json";
const flagd = (path: string) => ({ kind: "flagd", publish: { to: "file", file: path } }) as const;
const read = () => {
  try {
    return readFileSync(join(root(), file), "utf8");
  } catch {
    return null;
  }
};

storeConformance("flagd, a real file", () => ({
  store: openStore(flagd(file), at()),
  contents: read,
  spoil: () => writeFileSync(join(root(), file), read()!.slice(0, -20)),
}));

it("OPEN-1  each kind of settings opens its store, named for people", () => {
  expect(openStore(flagd(file), at()).name).toBe(`flagd ${file}`);
  expect(openStore({ kind: "memory", name: "scratch" }, at()).name).toBe("memory scratch");
  expect(openStore({ kind: "flipper-sql", url: "DATABASE_URL" }, at()).name).toBe("flipper-sql DATABASE_URL");
  const http = { kind: "flipper-http", url: "https://a.example/api?x=1", token: null, record: "r.json" } as const;
  expect(openStore(http, at()).name).toBe("flipper-http https://a.example/api");
  const script = { kind: "flipper-script", out: "f.rb", actors: "A", probe: null } as const;
  expect(openStore(script, at()).name).toBe("flipper-script f.rb");
});

it("OPEN-2  a file outside the repository opens as a store that says so to everything", async () => {
  const store = openStore(flagd("../outside.json"), at());
  expect((await store.read(["a"])).get("a")).toMatchObject({
    kind: "unreadable",
    why: expect.stringContaining("not inside"),
  });
  expect(await store.write([writing("a", everyone)])).toMatchObject([{ status: "invalid" }]);
});

it("OPEN-3  twenty syncs at once, each of its own flag: every flag is there, and nothing beside the file", async () => {
  const keys = Array.from({ length: 20 }, (_, index) => `flag-${index}`);
  const syncs = keys.map((key) => settled(key, exposure([], 10)));
  expect(await Promise.all(syncs)).toEqual(keys.map(() => "applied"));
  expect((await openStore(flagd(file), at()).keys()).toSorted()).toEqual(keys.toSorted());
  expect(readdirSync(join(root(), "runtime"))).toEqual(["production.flagd.json"]);
});

it("OPEN-4  twenty syncs at once, all of one flag: one writes, and the others say that they did not", async () => {
  const percents = Array.from({ length: 20 }, (_, index) => index + 1);
  const statuses = await Promise.all(percents.map((percent) => once("flag", exposure([], percent))));
  expect(statuses.toSorted()).toEqual(["applied", ...Array.from({ length: 19 }, () => "conflict")]);
  const percent = percents[statuses.indexOf("applied")];
  const reading = (await openStore(flagd(file), at()).read(["flag"])).get("flag");
  expect(reading).toMatchObject({ running: { exposure: { percent } } });
});

it("OPEN-5  what a script printed is read where people may put it, which is not where stores are written", async () => {
  const [ours, theirs] = [textInMemory(null, "f.rb on theirs alone"), textInMemory(null, "f.rb.json on main")];
  const settings = { kind: "flipper-script", out: "f.rb", actors: "A", probe: null } as const;
  const store = openStore(settings, { ...at(), document: () => ours, handedIn: () => theirs });
  expect(await store.write([writing("a", everyone)])).toMatchObject([
    { detail: "somebody has to run f.rb on theirs alone and keep what it prints as f.rb.json on main" },
  ]);
  expect(ours.text).toContain("bin/rails runner f.rb > f.rb.json\n");
  theirs.text = JSON.stringify({ version: 1, script: "x", results: {}, flags: {}, features: ["seen"] });
  expect(await store.keys()).toEqual(["seen"]);
});

/** One write by a store of its own, as another process would make it. */
async function once(key: string, wanted: Exposure): Promise<string> {
  return (await openStore(flagd(file), at()).write([writing(key, wanted)]))[0]!.status;
}

/** Tried again while others are faster. */
async function settled(key: string, wanted: Exposure): Promise<string> {
  const status = await once(key, wanted);
  return status === "conflict" ? settled(key, wanted) : status;
}
