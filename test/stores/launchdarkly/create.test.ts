import { afterEach, beforeEach, expect, it } from "vitest";
import { everyone, exposure } from "../../../scripts/flag/exposure.ts";
import { runningOf, writing } from "../../conformance/exposures.ts";
import { key, startTown, type Town } from "./town.ts";

let town: Town;
beforeEach(async () => {
  town = await startTown();
});
afterEach(() => town.fake.close());

it("LAUNCHDARKLY-13  two values that are the same make no flag", async () => {
  expect(await town.put(everyone, { variants: { on: true, off: true } })).toMatchObject({ status: "unsupported" });
  expect(town.fake.flags.size).toBe(0);
});

it("LAUNCHDARKLY-24  a flag of others with the same key is never written over, archived or not", async () => {
  town.fake.add({ key, environments: { production: { on: true } } });
  expect(runningOf(await town.read())).toMatchObject({ exposure: everyone, applied: null });
  expect(await town.decided(exposure(["a"], 10))).toBe("first-contact");
  town.fake.flags.clear();
  town.fake.add({ key, archived: true, environments: { staging: { on: true } } });
  const before = structuredClone(town.doc());
  expect(await town.read()).toEqual({ kind: "absent" });
  expect(await town.put(exposure(["a"], 10))).toMatchObject({
    status: "unsupported",
    detail: expect.stringContaining("archived"),
  });
  expect(town.doc()).toEqual(before);
});

it("LAUNCHDARKLY-37  two syncs at once that make the same flag make one, and nobody's write is lost", async () => {
  const results = await Promise.all(
    [exposure(["x"], 10), exposure(["y"], 50)].map(
      async (wanted) => (await town.open().write([writing(key, wanted)]))[0]!,
    ),
  );
  expect(results.filter(({ status }) => status === "applied")).toHaveLength(1);
  expect(town.fake.flags.size).toBe(1);
});

it("LAUNCHDARKLY-74  a flag that somebody makes just before we would is theirs: a conflict, and it stays as it is", async () => {
  let theirs = "";
  // The guarded rollouts, the flag, the environment, and then its making.
  town.fake.before(3, () => {
    theirs = JSON.stringify(town.fake.add({ key, environments: { production: { on: true } } }));
  });
  const [result] = await town.open().write([writing(key, exposure(["a"], 10))]);
  expect(result).toMatchObject({ status: "conflict" });
  expect(JSON.stringify(town.doc())).toBe(theirs);
});
