import { afterEach, beforeEach, expect, it } from "vitest";
import { exposure } from "../../../scripts/flag/exposure.ts";
import { runningOf, writing } from "../../conformance/exposures.ts";
import { key, startTown, type Town } from "./town.ts";

let town: Town;
beforeEach(async () => {
  town = await startTown();
});
afterEach(() => town.fake.close());

it("LAUNCHDARKLY-34  a store that accepts everything and does nothing is found out", async () => {
  await town.put(exposure([], 10));
  town.fake.wrong(5, "lies", true);
  expect(await town.put(exposure([], 50))).toMatchObject({ status: "unverified" });
});

it("LAUNCHDARKLY-56  a token that expires half-way: what was not begun is not tried", async () => {
  const batch = ["a", "b", "c"].map((name) => writing(name, exposure(["User;7"], 10)));
  town.fake.wrong(9, 401, true);
  const results = await town.open().write(batch);
  expect(results.map(({ status }) => status)).toEqual(["applied", "unauthorised", "unauthorised"]);
  expect(results[2]!.detail).toContain("not tried");
  town.fake.right();
  for (const name of ["b", "c"]) {
    const expected = runningOf((await town.open().read([name])).get(name)!);
    expect(await town.open().write([writing(name, exposure(["User;7"], 10), { expected })])).toMatchObject([
      { status: "applied" },
    ]);
  }
});

it("LAUNCHDARKLY-39  of two writes of one flag in a batch the second finds what the first left, and changes nothing", async () => {
  const batch = [exposure([], 10), exposure([], 50), exposure([], 10)].map((wanted) => writing(key, wanted));
  const results = await town.open().write(batch);
  expect(results.map(({ status }) => status)).toEqual(["applied", "conflict", "unchanged"]);
});
