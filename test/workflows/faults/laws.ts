import fc from "fast-check";
import { expect } from "vitest";
import { sees } from "../../../scripts/cohort/cohort.ts";
import { cohortNamed } from "../../../scripts/cohort/cohorts.ts";
import { type Exposure, keepsEveryone, nobody, sameExposure } from "../../../scripts/flag/exposure.ts";
import type { Reading } from "../../../scripts/flag/running.ts";
import type { Store } from "../../../scripts/stores/store.ts";
import type { SyncPass } from "../../../scripts/workflows/sync-pass.ts";
import { exposureIn, type Key, keys, type Place, type Says, type Scene, scene, type Turn, turns } from "./story.ts";

type Readings = ReadonlyMap<string, Reading>;

/** Whatever goes wrong, and whoever's hand is in the store: nobody is harmed, and what is told is true. */
export async function nobodyIsHarmed<Fault>(
  place: () => Promise<Place<Fault>>,
  faults: fc.Arbitrary<Fault>,
  numRuns: number,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(turns(faults), async (story) => harmless(await place(), await scene(), story)),
    { numRuns },
  );
}

async function harmless<Fault>(place: Place<Fault>, here: Scene, story: readonly Turn<Fault>[]): Promise<void> {
  const theirs = await place.theirs();
  // What a hand left, for as long as main never said so little.
  const down = new Map<Key, Exposure>();
  let settled = false;
  for (const turn of story) {
    if (turn.hand !== null && settled) {
      const { key, does } = turn.hand;
      const before = exposureIn((await place.store.read([key])).get(key));
      await place.hand(key, does);
      const after = exposureIn((await place.store.read([key])).get(key));
      // That a flag was there and is not is told from the records alone.
      const known = does !== "removes" || (await here.records()).some((one) => one.key === key);
      if (does === "raises") down.delete(key);
      else if (known && !sameExposure(before, after)) down.set(key, after);
    }
    const says = here.main(turn);
    const before = await place.store.read(keys);
    const pass = await passWith(place, here, turn);
    const after = await place.store.read(keys);
    for (const [index, key] of keys.entries()) {
      const [was, is] = [exposureIn(before.get(key)), exposureIn(after.get(key))];
      neverMore(was, is, says[index]!);
      if (says[index]?.held) stillThere(before.get(key)!, after.get(key)!);
      const left = down.get(key);
      if (left !== undefined) expect(keepsEveryone(is, left), "what a hand took down came back").toBe(true);
      if (left !== undefined && says[index] && keepsEveryone(says[index].exposure, left)) down.delete(key);
    }
    await servesNoMore(place.store, before, says);
    tellsTheTruth(pass, before, after, says);
    if (pass.outcome === "done") await isComplete(here, after, says);
    expect(await place.theirs(), "a flag of somebody else changed").toEqual(theirs);
    settled = pass.outcome !== "failed";
  }
}

async function passWith<Fault>(place: Place<Fault>, here: Scene, { fault, forge }: Turn<Fault>): Promise<SyncPass> {
  const { store, over } = fault === null ? { store: place.store, over: () => {} } : place.faulty(fault);
  try {
    return await here.sync(store, forge);
  } finally {
    over();
  }
}

/** Who comes to see it, main says; nobody where main is held or cannot be read. */
function neverMore(was: Exposure, is: Exposure, says: Says | null): void {
  const most = says === null || says.held ? nobody : says.exposure;
  const more = was.percent === 100 ? [] : is.actors.filter((actor) => !was.actors.includes(actor));
  expect(
    more.every((actor) => most.actors.includes(actor)),
    "more actors than main says",
  ).toBe(true);
  expect(is.percent <= was.percent || is.percent <= most.percent, "more people than main says").toBe(true);
  if (says === null) expect(sameExposure(is, was), "a plan that cannot be read is left alone").toBe(true);
}

/** A held flag is not handed to the default of its callers' code either. */
function stillThere(before: Reading, after: Reading): void {
  if (before.kind === "running") expect(after.kind, "a held flag was removed").toBe("running");
}

/** Whom the store's own evaluation serves, main or what ran before shows it to. */
async function servesNoMore(store: Store, before: Readings, says: readonly (Says | null)[]): Promise<void> {
  if (store.evaluate === undefined) return;
  const callers = [null, "id-of-ADA", "id-of-SAM", ...Array.from({ length: 12 }, (_, n) => `User;${n}`)];
  const cohort = cohortNamed(store.capabilities.cohort)!;
  const answers = await store.evaluate(new Map(keys.map((key) => [key, callers])));
  for (const [index, key] of keys.entries()) {
    const answer = answers.get(key)!;
    if (answer.kind === "unknown") continue;
    const allowed = [exposureIn(before.get(key)), says[index]?.exposure ?? nobody];
    for (const [at, on] of answer.on.entries()) {
      const may = allowed.some((one) => sees(cohort, key, one, callers[at]!) !== false);
      expect(on === true && !may, `${key} is served to ${callers[at]}`).toBe(false);
    }
  }
}

const nothingDone = ["conflict", "refused-by-store", "not-found", "unsupported", "unauthorised", "invalid"];

/** Each flag has one step; what is called done is there, and what is called not done was not begun. */
function tellsTheTruth(pass: SyncPass, before: Readings, after: Readings, says: readonly (Says | null)[]): void {
  const [store] = pass.stores;
  const known = keys.filter((_, index) => says[index] !== null);
  expect(store!.steps.map(({ key }) => key).toSorted()).toEqual(known);
  for (const { key, status } of store!.results) {
    const step = store!.steps.find((one) => one.key === key)!;
    const wants = "write" in step ? step.write.exposure : undefined;
    const is = after.get(key)!;
    if (status === "applied" || status === "unchanged") {
      const there = wants === null ? is.kind === "absent" : sameExposure(exposureIn(is), wants!);
      expect(there, `${key} is called ${status}, and is not there`).toBe(true);
    }
    if (nothingDone.includes(status)) expect(exposureIn(is), `${key}: ${status}`).toEqual(exposureIn(before.get(key)));
  }
}

/** Where a sync says that it is done, the store is as main says, and the records say so. */
async function isComplete(here: Scene, after: Readings, says: readonly (Says | null)[]): Promise<void> {
  const records = await here.records();
  for (const [index, key] of keys.entries()) {
    const { standing, exposure } = says[index]!;
    const record = records.find((one) => one.key === key);
    if (standing === "retired") {
      expect([after.get(key)!.kind, record], key).toEqual(["absent", undefined]);
      continue;
    }
    expect(sameExposure(exposureIn(after.get(key)), exposure), `${key} is done and shows something else`).toBe(true);
    expect(record, `the record of ${key}`).toMatchObject({ standing, verifiedAt: expect.any(String) });
  }
}

/** When nothing goes wrong any more, one sync makes all of it so, and the next one finds nothing to do. */
export async function oneMoreConverges<Fault>(
  place: () => Promise<Place<Fault>>,
  faults: fc.Arbitrary<Fault>,
  numRuns: number,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(turns(faults), async (story) => {
      const [at, here] = [await place(), await scene()];
      for (const turn of story) {
        here.main(turn);
        await passWith(at, here, turn);
      }
      const says = here.main({ ...story.at(-1)!, held: keys.map(() => false), broken: -1 });
      const pass = await here.sync(at.store, "none");
      expect(pass.outcome, JSON.stringify(pass.stores[0]!.results)).toBe("done");
      await isComplete(here, await at.store.read(keys), says);
      // A salt that the store chose when it made the flag is known only now, and is recorded.
      const [next] = (await here.sync(at.store, "none")).stores;
      const writes = next!.steps.filter((step) => "write" in step);
      expect(writes.filter((step) => !("direction" in step) || step.direction !== "records")).toEqual([]);
      const commits = here.commits();
      const again = await here.sync(at.store, "none");
      expect([again.outcome, again.stores[0]!.results, here.commits()]).toEqual(["done", [], commits]);
    }),
    { numRuns },
  );
}
