import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { fileAt } from "../../../scripts/stores/file.ts";
import { flagdStore } from "../../../scripts/stores/flagd.ts";
import { syncPass } from "../../../scripts/workflows/sync-pass.ts";
import { temporaryFolder } from "../../support/repository.ts";
import { planText, town } from "../town.ts";

const theirs = '"theirs": { "state": "ENABLED",  "variants": {"yes": true}, "defaultVariant": "yes" }';

/** A repository with one plan of these flags, standing in its canary, and a file that holds flags of others. */
async function standing(keys: readonly string[], others = theirs) {
  const root = temporaryFolder();
  mkdirSync(join(root, "runtime"));
  const path = join(root, "runtime/flags.json");
  writeFileSync(path, `{\n  "flags": {\n    ${others}\n  }\n}\n`);
  const here = await town();
  const flags = keys.map((key) => `${key}: { description: People can download }`).join(", ");
  here.plan(planText({ standing: "canary" }).replace(/flags: \{.*\}\n/, `flags: { ${flags} }\n`));
  const ports = () => ({ ...here.ports(), openStore: () => flagdStore(fileAt(root, "runtime/flags.json")) });
  return { ports, text: () => readFileSync(path, "utf8") };
}

it("WHOLE-SYNC-9  of a thousand flags the one that is somebody else's riddle is left alone and named; the others are written", async () => {
  const keys = Array.from({ length: 1000 }, (_, index) => `flag-${index}`);
  const riddle = '"flag-500": { "state": "ENABLED",  "variants": {"blue": 1}, "defaultVariant": "blue" }';
  const { ports, text } = await standing(keys, `${theirs},\n    ${riddle}`);
  const pass = await syncPass(ports());
  const [store] = pass.stores;
  expect(pass.outcome).toBe("failed");
  expect(store!.steps.filter(({ kind }) => kind !== "write")).toMatchObject([{ kind: "unknown", key: "flag-500" }]);
  expect(store!.results.map(({ status }) => status)).toEqual(Array(999).fill("applied"));
  expect(store!.deployments).toHaveLength(999);
  expect(text()).toContain(theirs);
  expect(text()).toContain(riddle);
});

it("WHOLE-SYNC-10  four syncs at once: what main says is there once, nobody fails, and the records are whole", async () => {
  const { ports, text } = await standing(["a", "b"]);
  const passes = await Promise.all([1, 2, 3, 4].map(() => syncPass(ports())));
  for (const { stores, unrecorded } of passes) {
    expect(unrecorded).toBeNull();
    for (const { status } of stores[0]!.results) expect(["applied", "unchanged", "conflict"]).toContain(status);
  }
  const after = await syncPass(ports());
  expect(after.outcome).toBe("done");
  expect(after.stores[0]!.results).toEqual([]);
  expect(after.stores[0]!.deployments).toMatchObject([
    { key: "a", standing: "canary", verifiedAt: expect.any(String) },
    { key: "b", standing: "canary", verifiedAt: expect.any(String) },
  ]);
  expect(text()).toContain(theirs);
});
