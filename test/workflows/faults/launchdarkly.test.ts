import fc from "fast-check";
import { afterEach, beforeEach, it } from "vitest";
import { launchDarklyStore } from "../../../scripts/stores/launchdarkly.ts";
import { napping } from "../../http/clock.ts";
import { type LaunchDarklyFake, startLaunchDarklyFake, type Wrong } from "../../stores/fakes/launchdarkly.ts";
import { nobodyIsHarmed, oneMoreConverges } from "./laws.ts";
import { keys, type Place } from "./story.ts";

/** The request of a sync, counted from 0, with which something goes wrong, and perhaps with all that follow. */
interface Fault {
  readonly at: number;
  readonly how: Wrong;
  readonly andOn: boolean;
}

const faults: fc.Arbitrary<Fault> = fc.record({
  at: fc.nat({ max: 14 }),
  how: fc.constantFrom<Wrong>("lost before", "lost after", "lies", 401, 403, 409, 429, 500, 502),
  andOn: fc.boolean(),
});

let fake: LaunchDarklyFake;
beforeEach(async () => {
  fake = await startLaunchDarklyFake();
});
afterEach(() => fake.close());

async function place(): Promise<Place<Fault>> {
  fake.right();
  fake.flags.clear();
  fake.add({ key: "theirs", environments: { production: { on: true, rules: [{ _id: "r" }] } } });
  fake.add({ key: "theirs-too", archived: true });
  const at = {
    kind: "launchdarkly",
    url: fake.url,
    token: "T",
    project: "default",
    environment: "production",
  } as const;
  const store = launchDarklyStore(at, () => "token", { clock: napping() });
  return {
    store,
    faulty({ at, how, andOn }) {
      fake.wrong(at, how, andOn);
      return { store, over: () => fake.right() };
    },
    async hand(key, does) {
      if (!fake.flags.has(key)) return;
      if (does === "removes") fake.flags.delete(key);
      else if (does === "lowers") fake.hand(key, { kind: "turnFlagOff" });
      else {
        const variationId = fake.idOf(key, true);
        fake.hand(key, { kind: "updateFallthroughVariationOrRollout", variationId }, { kind: "turnFlagOn" });
      }
    },
    theirs: async () => structuredClone([...fake.flags].filter(([key]) => !(keys as readonly string[]).includes(key))),
  };
}

it(
  "WHOLE-SYNC-7  LaunchDarkly: whatever goes wrong in a sync, nobody is harmed and what is told is true",
  () => nobodyIsHarmed(place, faults, 12),
  60_000,
);

it(
  "WHOLE-SYNC-8  LaunchDarkly: when faults stop, one more sync converges and the records are whole",
  () => oneMoreConverges(place, faults, 6),
  60_000,
);
