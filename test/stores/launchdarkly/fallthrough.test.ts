import { afterEach, beforeEach, expect, it } from "vitest";
import { everyone, exposure, nobody } from "../../../scripts/flag/exposure.ts";
import { runningOf } from "../../conformance/exposures.ts";
import { rollout, startTown, type Town, tenth } from "./town.ts";

let town: Town;
beforeEach(async () => {
  town = await startTown();
});
afterEach(() => town.fake.close());

it.each<[string, object]>([
  ["the seed 61", rollout({ seed: 61 }, ...tenth)],
  ['the attribute "email"', rollout({ bucketBy: "email" }, ...tenth)],
  ['the context kind "device"', rollout({ contextKind: "device" }, ...tenth)],
  ["on before off", rollout({}, [1, 10_000], [0, 90_000])],
  ["also serves variation 2", rollout({}, [0, 80_000], [1, 10_000], [2, 10_000])],
  ["add up to 99999", rollout({}, [0, 89_999], [1, 10_000])],
  ["weights cannot be read", rollout({}, [0, 0.5], [1, 10_000])],
  ["serves variation 2", { variation: 2 }],
])(
  "LAUNCHDARKLY-17  a default rule with %s would select other people: unknown, never 10 %%",
  async (said, fallthrough) => {
    await town.put(exposure(["a"], 10));
    town.doc().variations.push({ _id: "third", value: "third" });
    town.production().fallthrough = fallthrough as Record<string, unknown>;
    expect(await town.read()).toMatchObject({
      running: { exposure: everyone, foreign: [expect.stringContaining(said)] },
    });
    expect(await town.decided(exposure(["a"], 50))).toBe("unknown");
    expect(await town.put(nobody)).toMatchObject({ status: "applied" });
    expect(runningOf(await town.read())).toMatchObject({ exposure: nobody, foreign: [] });
  },
);

it.each([
  [everyone, rollout({ bucketBy: "email", seed: 3 }, [1, 100_000], [0, 0])],
  [exposure(["a"], 0), rollout({ contextKind: "device" }, [1, 0], [0, 100_000])],
  [exposure(["a"], 10), rollout({}, ...tenth, [2, 0])],
])("LAUNCHDARKLY-18  at 0 and 100 %% it makes no difference by whom: %j", async (shown, fallthrough) => {
  await town.put(exposure(["a"], 10));
  town.production().fallthrough = fallthrough;
  const { exposure: found, foreign } = runningOf(await town.read())!;
  expect([found.percent, foreign]).toEqual([shown.percent, []]);
});
