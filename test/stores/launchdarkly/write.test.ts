import { afterEach, beforeEach, expect, it } from "vitest";
import { everyone, exposure, nobody } from "../../../scripts/flag/exposure.ts";
import { runningOf } from "../../conformance/exposures.ts";
import { key, startTown, type Town } from "./town.ts";

let town: Town;
beforeEach(async () => {
  town = await startTown();
});
afterEach(() => town.fake.close());

it("LAUNCHDARKLY-33  an answer that is lost is no failure: the write is found by looking, and done once", async () => {
  await town.put(exposure([], 10));
  const from = town.fake.seen.length;
  town.fake.wrong(5, "lost after");
  expect(await town.put(exposure([], 50))).toMatchObject({ status: "applied" });
  expect(town.production()).toMatchObject({ version: 3 });
  expect(town.patches(from).length).toBeGreaterThanOrEqual(1);
  town.fake.flags.clear();
  town.fake.wrong(6, "lost after");
  expect(await town.put(exposure(["x"], 10)), "the making of a flag").toMatchObject({ status: "applied" });
  expect(town.fake.seen.filter(({ line }) => line.startsWith("POST"))).toHaveLength(3);
});

it("LAUNCHDARKLY-5  each environment has its own record, and a write leaves the other environments as they were", async () => {
  const staging = town.open({ environment: "staging" });
  await town.put(exposure(["a"], 10));
  expect(await town.read(staging), "made for another environment and untouched here").toEqual({ kind: "absent" });
  expect(await town.put(exposure(["s"], 50), {}, staging)).toMatchObject({ status: "applied" });
  const before = structuredClone(town.fake.flags.get(key)!);
  expect(await town.put(everyone)).toMatchObject({ status: "applied" });
  const now = town.fake.flags.get(key)!;
  expect(now.environments.staging).toEqual(before.environments.staging);
  expect(now.environments.test).toEqual(before.environments.test);
  expect(now.customProperties["flaghoist.staging"]).toEqual(before.customProperties["flaghoist.staging"]);
  expect(runningOf(await town.read(staging))).toMatchObject({
    exposure: exposure(["s"], 50),
    applied: { exposure: { percent: 50 } },
  });
});

it("LAUNCHDARKLY-6  flags and environments nobody asked about are byte-identical afterwards", async () => {
  town.fake.add({ key: "theirs", tags: ["x"], environments: { production: { on: true, rules: [{ _id: "r" }] } } });
  const theirs = JSON.stringify(town.fake.flags.get("theirs"));
  for (const wanted of [exposure(["a"], 10), everyone, nobody, null]) await town.put(wanted);
  expect(JSON.stringify(town.fake.flags.get("theirs"))).toBe(theirs);
  expect(await town.open().keys()).toEqual(["theirs"]);
});
