import { afterEach, beforeEach, expect, it } from "vitest";
import { everyone } from "../../../scripts/flag/exposure.ts";
import { runningOf, writing } from "../../conformance/exposures.ts";
import { key, startTown, type Town } from "./town.ts";

let town: Town;
beforeEach(async () => {
  town = await startTown();
});
afterEach(() => town.fake.close());

it("LAUNCHDARKLY-26  it is off here first, and archived by the environment that is the last to take it away", async () => {
  const staging = town.open({ environment: "staging" });
  await town.put(everyone);
  await town.put(everyone, {}, staging);
  expect(await town.put(null, {}, staging)).toMatchObject({ status: "applied" });
  expect(town.doc()).toMatchObject({
    archived: false,
    environments: { staging: { on: false }, production: { on: true } },
  });
  expect([await town.read(staging), (await town.read()).kind]).toEqual([{ kind: "absent" }, "running"]);
  expect(await town.put(null, {}, staging)).toMatchObject({ status: "unchanged" });
  expect(await town.put(null)).toMatchObject({ status: "applied" });
  expect(town.doc().archived).toBe(true);
  expect(await town.open().keys()).toEqual([]);
});

it("LAUNCHDARKLY-27  an environment of somebody else's where it is on keeps it from being archived, also at the last moment", async () => {
  await town.put(everyone);
  town.doc().environments.test!.on = true;
  expect(await town.put(null)).toMatchObject({ status: "applied" });
  expect(town.doc()).toMatchObject({
    archived: false,
    environments: { test: { on: true }, production: { on: false } },
  });
  expect(await town.read()).toEqual({ kind: "absent" });

  town.doc().environments.test!.on = false;
  await town.put(everyone);
  const expected = runningOf(await town.read());
  // Guarded rollouts, the flag, the flag with all its environments, the patch.
  town.fake.before(3, () => {
    town.doc().environments.test!.on = true;
  });
  expect((await town.open().write([writing(key, null, { expected })]))[0]!.status).toBe("conflict");
  expect(town.doc()).toMatchObject({ archived: false, environments: { test: { on: true }, production: { on: true } } });
});

it("LAUNCHDARKLY-29  a flag that holds what is not ours is not taken away", async () => {
  await town.put(everyone);
  town.production().rules.push({ _id: "r" });
  const before = structuredClone(town.doc());
  expect(await town.put(null)).toMatchObject({ status: "unsupported", detail: expect.stringContaining("the rule") });
  expect(town.doc()).toEqual(before);
});
