import { afterEach, beforeEach, expect, it } from "vitest";
import { everyone, exposure, nobody } from "../../../scripts/flag/exposure.ts";
import { runningOf } from "../../conformance/exposures.ts";
import { key, startTown, type Town } from "./town.ts";

let town: Town;
beforeEach(async () => {
  town = await startTown();
});
afterEach(() => town.fake.close());

it("LAUNCHDARKLY-19  the emergency switch is drift downwards, is not undone, and leaves the record of who was to see it", async () => {
  await town.put(exposure(["a"], 50));
  town.fake.hand(key, { kind: "turnFlagOff" });
  expect(runningOf(await town.read())).toMatchObject({ exposure: nobody, applied: { exposure: { percent: 50 } } });
  expect(await town.decided(exposure(["a"], 50))).toBe("drift-down");
  expect(await town.decided(nobody)).toBe("write");
  expect(await town.put(nobody), "main follows: what was left is taken away as well").toMatchObject({
    status: "applied",
  });
  expect(town.production()).toMatchObject({ on: false, targets: [], fallthrough: { variation: 0 } });
});

it("LAUNCHDARKLY-20  a percentage raised by hand is drift upwards and is taken down", async () => {
  await town.put(exposure(["a"], 10));
  town.fake.hand(key, { kind: "updateFallthroughVariationOrRollout", variationId: town.fake.idOf(key, true) });
  expect(await town.decided(exposure(["a"], 10))).toBe("drift-up");
  expect(await town.put(exposure(["a"], 10))).toMatchObject({ status: "applied" });
});

it("LAUNCHDARKLY-21  an off variation that would show it when turned off, or nothing at all, is not passed over", async () => {
  await town.put(exposure(["a"], 10));
  for (const offVariation of [1, null]) {
    town.production().offVariation = offVariation;
    expect(runningOf(await town.read())!.foreign).toEqual([expect.stringContaining("while it is off")]);
    expect(await town.decided(exposure(["a"], 50))).toBe("unknown");
  }
  town.production().on = false;
  expect(await town.read()).toMatchObject({
    running: { exposure: everyone, foreign: [expect.stringContaining("no off variation")] },
  });
  town.production().offVariation = 1;
  expect(await town.read()).toMatchObject({ running: { exposure: everyone, foreign: [] } });
  expect(await town.decided(exposure(["a"], 10))).toBe("drift-up");
  expect(await town.put(nobody)).toMatchObject({ status: "applied" });
  expect(town.production()).toMatchObject({ on: false, offVariation: 0 });
});

it("LAUNCHDARKLY-23  archived by hand it shows nobody, which is drift, and a sync does not bring it back", async () => {
  await town.put(exposure(["a"], 10));
  town.fake.hand(key, { kind: "archiveFlag" });
  expect(runningOf(await town.read())).toMatchObject({ exposure: nobody, applied: { exposure: { percent: 10 } } });
  expect(await town.decided(exposure(["a"], 50))).toBe("drift-down");
  expect(await town.put(exposure(["a"], 50))).toMatchObject({
    status: "unsupported",
    detail: expect.stringContaining("archived"),
  });
  expect(await town.put(nobody)).toMatchObject({ status: "applied" });
  expect(town.doc().archived).toBe(true);
  expect(await town.put(null)).toMatchObject({ status: "applied" });
  expect(await town.read()).toEqual({ kind: "absent" });
});

it("LAUNCHDARKLY-25  a flag we made for another environment is running here as soon as somebody touches it", async () => {
  await town.put(exposure(["a"], 10));
  const staging = town.open({ environment: "staging" });
  town.doc().environments.staging!.on = true;
  expect(await town.read(staging)).toMatchObject({ running: { exposure: everyone, applied: null } });
  expect(await town.decided(exposure([], 10), staging)).toBe("first-contact");
});
