import fc from "fast-check";
import { expect } from "vitest";
import {
  type Exposure,
  everyone,
  exposure,
  keepsEveryone,
  nobody,
  sameExposure,
} from "../../../scripts/flag/exposure.ts";
import type { Wanted, Write } from "../../../scripts/flag/running.ts";
import { reconcile } from "../../../scripts/reconcile/reconcile.ts";
import type { Store } from "../../../scripts/stores/store.ts";
import { onOff, runningOf } from "../../conformance/exposures.ts";

export const keys = ["a", "b"];

const rungs: readonly Exposure[] = [
  nobody,
  exposure(["User;7"], 0),
  exposure(["User;7", "User;8"], 10),
  exposure(["User;8"], 50),
  everyone,
];

/** One commit of main: where each flag stands, which are held, and what goes wrong while it is applied. */
export interface Main<Fault> {
  readonly rungs: readonly number[];
  readonly held: readonly boolean[];
  readonly fault: Fault;
}

const each = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: keys.length, maxLength: keys.length });

export const stories = <Fault>(faults: fc.Arbitrary<Fault>): fc.Arbitrary<readonly Main<Fault>[]> =>
  fc.array(
    fc.record({
      rungs: each(fc.nat({ max: rungs.length - 1 })),
      held: each(fc.integer({ min: 0, max: 5 }).map((n) => n === 0)),
      fault: faults,
    }),
    { minLength: 1, maxLength: 5 },
  );

/** A store, and the same one with something wrong with it. */
export interface Stage<Fault> {
  readonly store: Store;
  /** What the applications really evaluate. */
  readonly truth: Store;
  readonly faulty: (fault: Fault) => Store;
  /** How many syncs it takes to converge; one unless said. */
  readonly passes?: number;
  /** Everything about the flags that are not ours. */
  readonly theirs: () => Promise<unknown>;
}

const wantedAt = (main: Main<unknown>): readonly Wanted[] =>
  keys.map((key, flag) => ({
    key,
    plan: "p",
    standing: `rung-${main.rungs[flag]}`,
    exposure: rungs[main.rungs[flag]!]!,
    variants: onOff,
    held: main.held[flag] ? "reverted" : null,
  }));

export async function sync(store: Store, main: Main<unknown>, commit: string): Promise<readonly Write[]> {
  const context = { commit, at: "2025-03-12T13:00:00.000Z", cohort: store.capabilities.cohort };
  const steps = reconcile(wantedAt(main), await store.read(keys), context);
  const writes = steps.flatMap((step) => ("write" in step ? [step.write] : []));
  const results = await store.write(writes);
  expect(results.map(({ key }) => key)).toEqual(writes.map(({ key }) => key));
  return writes;
}

async function shownBy(store: Store): Promise<readonly Exposure[]> {
  const readings = await store.read(keys);
  return keys.map((key) => runningOf(readings.get(key)!)?.exposure ?? nobody);
}

/** Whatever fails: who comes to see a flag may, by main; what is held is not raised; what is not ours stays. */
export async function neverMoreThanMain<Fault>(stage: Stage<Fault>, commits: readonly Main<Fault>[]): Promise<void> {
  const theirs = await stage.theirs();
  for (const [index, main] of commits.entries()) {
    const before = await shownBy(stage.truth);
    await sync(stage.faulty(main.fault), main, `${index}`);
    const after = await shownBy(stage.truth);
    for (const [flag, { exposure: says, held }] of wantedAt(main).entries()) {
      const [was, is] = [before[flag]!, after[flag]!];
      const more = is.actors.filter((actor) => !was.actors.includes(actor) && was.percent < 100);
      expect(
        more.every((actor) => says!.actors.includes(actor)),
        "it shows more actors than main says",
      ).toBe(true);
      expect(is.percent <= was.percent || is.percent <= says!.percent, "it shows more people than main says").toBe(
        true,
      );
      if (held !== null) expect(keepsEveryone(is, was), "it was raised while held").toBe(true);
    }
    expect(await stage.theirs()).toEqual(theirs);
  }
}

/** When faults stop, one more sync (or as many as the store needs) converges; then there is nothing left to write. */
export async function converges<Fault>(stage: Stage<Fault>, commits: readonly Main<Fault>[]): Promise<void> {
  for (const [index, main] of commits.entries()) {
    await sync(stage.faulty(main.fault), { ...main, held: keys.map(() => false) }, `${index}`);
  }
  const last = { ...commits.at(-1)!, held: keys.map(() => false) };
  for (let pass = 1; pass <= (stage.passes ?? 1); pass += 1) await sync(stage.store, last, "last");
  expect(await sync(stage.store, last, "last")).toEqual([]);
  const shown = await shownBy(stage.truth);
  for (const [flag, { exposure: says }] of wantedAt(last).entries()) {
    expect(sameExposure(shown[flag]!, says!), `${keys[flag]} shows ${JSON.stringify(shown[flag])}`).toBe(true);
  }
}
