import { afterEach, beforeEach, expect, it } from "vitest";
import { exposure } from "../../../scripts/flag/exposure.ts";
import { runningOf, writing } from "../../conformance/exposures.ts";
import { key, startTown, type Town } from "./town.ts";

let town: Town;
beforeEach(async () => {
  town = await startTown();
});
afterEach(() => town.fake.close());

it("LAUNCHDARKLY-7  of a hundred flags a page is read, and one request more for guarded rollouts, whatever is asked", async () => {
  for (let index = 0; index < 1000; index += 1) town.fake.add({ key: `flag-${index}` });
  const costs = async (keys: readonly string[]) => {
    const from = town.fake.seen.length;
    expect((await town.open().read(keys)).size).toBe(keys.length);
    return town.fake.seen.length - from;
  };
  expect(await costs(Array.from({ length: 1000 }, (_, index) => `flag-${index}`))).toBe(11);
  expect(await costs(Array.from({ length: 40 }, (_, index) => `flag-${index}`))).toBe(2);
  expect(await costs(["flag-5", "flag-700", "flag-900"])).toBe(4);
  expect(await costs(["none", "nowhere"])).toBe(4);
});

it("LAUNCHDARKLY-8  one change costs its own flag: a look, what is scheduled, the patch, and a look again", async () => {
  await town.put(exposure([], 10));
  const [store, expected] = [town.open(), runningOf(await town.read())];
  const from = town.fake.seen.length;
  await store.write([writing(key, exposure([], 50), { expected })]);
  expect(town.fake.seen.slice(from).map(({ line }) => line.replace(/\?.*/, ""))).toEqual([
    "GET /api/v2/flags/default",
    `GET /api/v2/flags/default/${key}`,
    `GET /api/v2/projects/default/flags/${key}/environments/production/scheduled-changes`,
    `PATCH /api/v2/flags/default/${key}`,
    `GET /api/v2/flags/default/${key}`,
  ]);
});

it("LAUNCHDARKLY-9  one flag that cannot be understood is unreadable; the thousand others are read", async () => {
  for (let index = 0; index < 1000; index += 1) town.fake.add({ key: `flag-${index}` });
  for (const spoilt of ["flag-7", "flag-950"]) {
    Object.assign(town.fake.flags.get(spoilt)!.environments.production!, { targets: "many" });
    for (const keys of [[spoilt, "flag-8"], Array.from({ length: 1000 }, (_, index) => `flag-${index}`)]) {
      const readings = await town.open().read(keys);
      expect(readings.get(spoilt)).toMatchObject({ kind: "unreadable" });
      expect(readings.get("flag-8")).toMatchObject({ kind: "running" });
    }
  }
});

it("LAUNCHDARKLY-73  a flag that slips between two pages, because one before it went, is not taken for gone", async () => {
  for (let index = 0; index < 250; index += 1) town.fake.add({ key: `flag-${index}` });
  const keys = Array.from({ length: 250 }, (_, index) => `flag-${index}`);
  town.fake.before(1, () => town.fake.flags.delete("flag-0"));
  const readings = await town.open().read(keys);
  expect(readings.get("flag-100")).toMatchObject({ kind: "running" });
  town.fake.right();
  town.fake.before(1, () => town.fake.flags.delete("flag-1"));
  expect(await town.open().keys()).toContain("flag-101");
});
