import fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Exposure, exposure, nobody } from "../../scripts/flag/exposure.ts";
import { launchDarklyStore } from "../../scripts/stores/launchdarkly.ts";
import type { Store } from "../../scripts/stores/store.ts";
import { runningOf, writing } from "../conformance/exposures.ts";
import { napping } from "../http/clock.ts";
import { type LaunchDarklyFake, startLaunchDarklyFake, type Wrong } from "./fakes/launchdarkly.ts";
import { converges, keys, neverMoreThanMain, type Stage, stories } from "./flipper/laws.ts";

/** A request, counted from 0, with which something goes wrong, and perhaps with all that follow. */
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

const key = "a";
let fake: LaunchDarklyFake;
beforeEach(async () => {
  fake = await startLaunchDarklyFake();
});
afterEach(() => fake.close());

const open = (clock = napping()): Store => {
  const place = { project: "default", environment: "production" };
  return launchDarklyStore({ kind: "launchdarkly", url: fake.url, token: "T", ...place }, () => "token", { clock });
};
const put = async (wanted: Exposure | null, store = open()) => {
  const expected = runningOf((await open().read([key])).get(key)!);
  return (await store.write([writing(key, wanted, { expected })]))[0]!;
};

function stage(): Stage<Fault> {
  fake.right();
  fake.flags.clear();
  fake.add({ key: "theirs", environments: { production: { on: true, rules: [{ _id: "r" }] } } });
  fake.add({ key: "theirs-too", archived: true });
  const calm = open();
  return {
    store: calm,
    truth: calm,
    theirs: async () => structuredClone([...fake.flags].filter(([name]) => !keys.includes(name))),
    faulty({ at, how, andOn }) {
      const store = open();
      return {
        ...store,
        write: (writes) => {
          fake.wrong(at, how, andOn);
          return store.write(writes).finally(() => fake.right());
        },
      };
    },
  };
}

it("LAUNCHDARKLY-30  whatever fails at any request: never more than main says, nothing held is raised, others stay", async () => {
  await fc.assert(
    fc.asyncProperty(stories(faults), async (commits) => neverMoreThanMain(stage(), commits)),
    { numRuns: 40 },
  );
}, 120_000);

it("LAUNCHDARKLY-31  when faults stop, one more sync converges", async () => {
  await fc.assert(
    fc.asyncProperty(stories(faults), async (commits) => converges(stage(), commits)),
    { numRuns: 40 },
  );
}, 120_000);

it("LAUNCHDARKLY-32  a write ends after any of its requests, before or after it was done: it shows the old or the new, and goes on", async () => {
  const rungs = [exposure(["a", "b"], 0), exposure(["b"], 50), null];
  const ends = [2, 3, 4, 5, 6].flatMap((at) => (["lost before", "lost after"] as const).map((how) => ({ at, how })));
  for (const [before, after] of rungs.flatMap((a) => rungs.map((b) => [a, b] as const))) {
    for (const { at, how } of ends) {
      const { faulty } = stage();
      await put(before);
      await put(after, faulty({ at, how, andOn: true }));
      const running = runningOf((await open().read([key])).get(key)!);
      const shown = running?.exposure ?? nobody;
      expect([before ?? nobody, after ?? nobody]).toContainEqual(shown);
      expect((await put(after)).status).toMatch(/^(applied|unchanged)$/);
    }
  }
}, 120_000);
