import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { everyone } from "../../scripts/flag/exposure.ts";
import { openStore } from "../../scripts/stores/open.ts";
import { writing } from "../conformance/exposures.ts";
import { storeConformance } from "../conformance/store.ts";
import { emptyFolder } from "./folder.ts";

const root = emptyFolder();
const at = () => ({ root: root(), secrets: () => undefined });
const file = "runtime/production.flagd.json";
const read = () => {
  try {
    return readFileSync(join(root(), file), "utf8");
  } catch {
    return null;
  }
};

storeConformance("flagd, a real file", () => ({
  store: openStore({ kind: "flagd", file }, at()),
  contents: read,
  spoil: () => writeFileSync(join(root(), file), read()!.slice(0, -20)),
}));

it("OPEN-1  each kind of settings opens its store, named for people", () => {
  expect(openStore({ kind: "flagd", file }, at()).name).toBe(`flagd ${file}`);
  expect(openStore({ kind: "memory", name: "scratch" }, at()).name).toBe("memory scratch");
});

it("OPEN-2  a file outside the repository opens as a store that says so to everything", async () => {
  const store = openStore({ kind: "flagd", file: "../outside.json" }, at());
  expect((await store.read(["a"])).get("a")).toMatchObject({
    kind: "unreadable",
    why: expect.stringContaining("not inside"),
  });
  expect(await store.write([writing("a", everyone)])).toMatchObject([{ status: "invalid" }]);
});
