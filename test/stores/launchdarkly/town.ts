import type { Exposure } from "../../../scripts/flag/exposure.ts";
import type { Write } from "../../../scripts/flag/running.ts";
import { reconcile } from "../../../scripts/reconcile/reconcile.ts";
import { launchDarklyStore } from "../../../scripts/stores/launchdarkly.ts";
import type { Store } from "../../../scripts/stores/store.ts";
import { onOff, runningOf, writing } from "../../conformance/exposures.ts";
import { napping } from "../../http/clock.ts";
import { type Doc, startLaunchDarklyFake } from "../fakes/launchdarkly.ts";

export const token = "api-5ecr3t-t0ken";

/** The flag that is written in most tests. */
export const key = "rx_v2";

/** A fake LaunchDarkly, and our store of its production. */
export async function startTown() {
  const fake = await startLaunchDarklyFake(token);
  const at = (more: object = {}) =>
    ({
      kind: "launchdarkly",
      url: fake.url,
      token: "T",
      project: "default",
      environment: "production",
      ...more,
    }) as const;
  const open = (more: object = {}, secret = token, clock = napping()): Store =>
    launchDarklyStore(at(more), () => secret, { clock });
  const read = async (store = open()) => (await store.read([key])).get(key)!;
  const doc = (): Doc => fake.flags.get(key)!;
  return {
    fake,
    at,
    open,
    read,
    doc,
    production: () => doc().environments.production!,
    /** Writes over whatever is there, having read it: the list, the guarded rollouts, and then the write. */
    async put(wanted: Exposure | null, more: Partial<Write> = {}, store = open()) {
      const expected = runningOf(await read(store));
      return (await store.write([writing(key, wanted, { expected, ...more })]))[0]!;
    },
    /** What was sent to change something, from the n-th request on. */
    changes: (from = 0) => fake.seen.slice(from).filter(({ line }) => !line.startsWith("GET")),
    patches: (from = 0) => fake.seen.slice(from).filter(({ line }) => line.startsWith("PATCH")),
    /** What reconcile makes of it where main says this. */
    async decided(wants: Exposure | null, store = open()) {
      const plan = { plan: "form1095b", standing: wants === null ? "retired" : "half", variants: onOff, held: null };
      const context = { commit: "c", at: "2025-03-12T13:00:00.000Z", cohort: "ld-sha1" };
      return reconcile([{ key, exposure: wants, ...plan }], await store.read([key]), context)[0]!.kind;
    },
  };
}

export type Town = Awaited<ReturnType<typeof startTown>>;

/** Weights as a rollout lists them. */
export const rollout = (more: object, ...weights: readonly (readonly [number, number])[]) => ({
  rollout: { variations: weights.map(([variation, weight]) => ({ variation, weight })), ...more },
});

/** 10 % on, in a flag of ours: false is variation 0, true is 1. */
export const tenth = [
  [0, 90_000],
  [1, 10_000],
] as const;
