import { afterEach, beforeEach, expect, it } from "vitest";
import { exposure, nobody } from "../../../scripts/flag/exposure.ts";
import { runningOf } from "../../conformance/exposures.ts";
import { key, startTown, type Town } from "./town.ts";

let town: Town;
beforeEach(async () => {
  town = await startTown();
});
afterEach(() => town.fake.close());

it("LAUNCHDARKLY-11  the variations of a plan are found by value, whatever their order and however many", async () => {
  const variants = { on: "new", off: "old" };
  town.fake.add({
    key,
    variations: [{ value: "other" }, { value: "new" }, { value: "old" }],
    defaults: { onVariation: 1, offVariation: 2 },
  });
  expect(await town.put(nobody, { variants })).toMatchObject({ status: "applied" });
  expect(await town.put(exposure(["a"], 10), { variants })).toMatchObject({ status: "applied" });
  expect(town.production().targets).toEqual([{ variation: 1, values: ["a"] }]);
  expect(runningOf(await town.read())).toMatchObject({ variants, exposure: exposure(["a"], 10) });
  expect(await town.put(exposure([], 50), { variants: { on: "newest", off: "old" } })).toMatchObject({
    status: "unsupported",
    detail: expect.stringContaining('"newest"'),
  });
});

it("LAUNCHDARKLY-12  of many variations nothing says which is on: unknown, until a write of ours is recorded", async () => {
  town.fake.add({ key, variations: [{ value: "a" }, { value: "b" }, { value: "c" }] });
  Object.assign(town.fake.flags.get(key)!, { defaults: undefined });
  expect(await town.read()).toMatchObject({ kind: "unreadable", why: expect.stringContaining("3 variations") });
});

it("LAUNCHDARKLY-22  values that were changed by hand are seen, and off is off all the same", async () => {
  await town.put(exposure(["a"], 10), { variants: { on: "new", off: "old" } });
  town.doc().variations[1]!.value = "newer";
  expect(runningOf(await town.read())).toMatchObject({ variants: { on: "newer", off: "old" } });
  expect(await town.decided(exposure(["a"], 50))).toBe("unknown");
  expect(await town.put(nobody, { variants: { on: "new", off: "old" } })).toMatchObject({ status: "unverified" });
  expect(town.production().on).toBe(false);
});
