import { afterEach, beforeEach, expect, it } from "vitest";
import { exposure } from "../../../scripts/flag/exposure.ts";
import { key, startTown, type Town } from "./town.ts";

let town: Town;
beforeEach(async () => {
  town = await startTown();
});
afterEach(() => town.fake.close());

it("LAUNCHDARKLY-51  a change that is scheduled keeps it from rising, and never from going down", async () => {
  await town.put(exposure([], 10));
  town.fake.account = { scheduled: { [key]: [{ breaks: false }] } };
  const from = town.fake.seen.length;
  expect(await town.put(exposure([], 50))).toMatchObject({
    status: "unsupported",
    detail: expect.stringContaining("scheduled"),
  });
  expect(town.patches(from)).toHaveLength(0);
  expect(await town.put(exposure([], 5))).toMatchObject({ status: "applied" });
});

it("LAUNCHDARKLY-53  where scheduled changes may not be asked for there are none", async () => {
  await town.put(exposure([], 10));
  town.fake.account = { unscheduled: true };
  expect(await town.put(exposure([], 50))).toMatchObject({ status: "applied" });
});
