import { afterEach, beforeEach, expect, it } from "vitest";
import { everyone, exposure, nobody } from "../../../scripts/flag/exposure.ts";
import type { Doc } from "../fakes/launchdarkly.ts";
import { key, rollout, startTown, type Town, tenth } from "./town.ts";

type Change = (flag: Doc, here: Doc["environments"][string]) => unknown;

let town: Town;
beforeEach(async () => {
  town = await startTown();
});
afterEach(() => town.fake.close());

it.each<[string, Change]>([
  ['the rule "beta"', (_, here) => here.rules.push({ description: "beta", variation: 1, clauses: [] })],
  ['the prerequisite flag "base"', (_, here) => here.prerequisites.push({ key: "base", variation: 0 })],
  ["1 individual targets (user) for variation 0", (_, here) => here.targets.push({ variation: 0, values: ["x"] })],
  [
    "1 individual targets (device) for variation 1",
    (_, here) => here.contextTargets.push({ contextKind: "device", variation: 1, values: ["x"] }),
  ],
  [
    "an experiment on the default rule",
    (_, here) => {
      here.fallthrough = rollout({ experimentAllocation: { defaultVariation: 0, canReshuffle: true } }, ...tenth);
    },
  ],
  [
    'a rollout with "progressiveRollout"',
    (_, here) => {
      here.fallthrough = rollout({ progressiveRollout: { stages: [] } }, ...tenth);
    },
  ],
  [
    'a default rule with "measuredRollout"',
    (_, here) => {
      here.fallthrough = { variation: 1, measuredRollout: {} };
    },
  ],
  ["an experiment", (flag) => flag.experiments.items.push({ metricKey: "m" })],
  [
    'the release pipeline "standard"',
    (flag) => {
      flag.releasePipelineKey = "standard";
    },
  ],
  [
    "a guarded rollout",
    () => {
      town.fake.account = { guarded: [key] };
    },
  ],
])("LAUNCHDARKLY-16  %s is reported, blocks, and stays as it is, even where it is turned off", async (said, change) => {
  await town.put(exposure(["a"], 10));
  change(town.doc(), town.production());
  expect(await town.read()).toMatchObject({
    running: { exposure: everyone, foreign: [expect.stringContaining(said)] },
  });
  const before = structuredClone(town.doc());
  for (const wanted of [exposure(["a"], 50), everyone]) {
    expect(await town.put(wanted)).toMatchObject({ status: "unsupported", detail: expect.stringContaining(said) });
  }
  expect(town.doc()).toEqual(before);
  expect(await town.put(nobody)).toMatchObject({ status: "unverified", detail: expect.stringContaining(said) });
  const { on, version, ...rest } = town.production();
  const { on: _, version: __, ...was } = before.environments.production!;
  expect(on).toBe(false);
  if (said !== "an experiment" && !["a guarded", "the release"].some((one) => said.startsWith(one)))
    expect(rest).toEqual(was);
  expect(await town.read()).toMatchObject({ running: { exposure: nobody, foreign: [expect.stringContaining(said)] } });
});
