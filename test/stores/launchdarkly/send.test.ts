import { afterEach, beforeEach, expect, it } from "vitest";
import { exposure, nobody } from "../../../scripts/flag/exposure.ts";
import { runningOf, writing } from "../../conformance/exposures.ts";
import { key, startTown, type Town } from "./town.ts";

let town: Town;
beforeEach(async () => {
  town = await startTown();
});
afterEach(() => town.fake.close());

it.each([400, 409, 422])(
  "LAUNCHDARKLY-35  a hand between the look and the patch is a conflict, and stays (a failed test answers %d)",
  async (failedTest) => {
    await town.put(exposure(["x"], 10));
    town.fake.account = { failedTest };
    // The list and the guarded rollouts; then the guarded rollouts, the flag, what is scheduled, and the patch.
    town.fake.before(5, () => town.fake.hand(key, { kind: "turnFlagOff" }));
    expect(await town.put(exposure(["x"], 50))).toMatchObject({
      status: "conflict",
      detail: expect.stringContaining("read again"),
    });
    expect(town.production()).toMatchObject({
      on: false,
      fallthrough: { rollout: { variations: [{ weight: 90_000 }, { weight: 10_000 }] } },
    });
  },
);

it("LAUNCHDARKLY-36  of two syncs at once one wins, and the record is the winner's", async () => {
  await town.put(exposure([], 10));
  const expected = runningOf((await town.open().read([key])).get(key)!);
  const results = await Promise.all(
    [exposure([], 50), nobody].map(
      async (wanted) => (await town.open().write([writing(key, wanted, { expected })]))[0]!,
    ),
  );
  expect(results.map(({ status }) => status).sort()).toEqual(["applied", "conflict"]);
  const { exposure: shown, applied } = runningOf((await town.open().read([key])).get(key)!)!;
  expect(applied!.exposure.percent).toBe(shown.percent);
});

it("LAUNCHDARKLY-38  a concurrent request's 409 is asked once more, and no further", async () => {
  await town.put(exposure([], 10));
  const from = town.fake.seen.length;
  town.fake.wrong(5, 409);
  expect(await town.put(exposure([], 50))).toMatchObject({ status: "applied" });
  expect(town.patches(from)).toHaveLength(2);
  town.fake.wrong(4, 409, true);
  expect(await town.put(exposure([], 10))).toMatchObject({ status: "conflict" });
  expect(town.patches(from)).toHaveLength(4);
});
