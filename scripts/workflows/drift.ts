import { nobody, sameExposure } from "../flag/exposure.ts";
import { propagationOf } from "../gates/criteria/stay.ts";
import { confirm, type Question } from "./confirm.ts";
import { settles, type Unconfirmed } from "./deployed.ts";
import type { Ports } from "./ports.ts";
import { planSync, type StoreSync, type SyncPlan } from "./sync.ts";

export interface Drift extends SyncPlan {
  readonly stores: readonly (StoreSync & { readonly unconfirmed: readonly Unconfirmed[] })[];
}

/**
 * Where the stores differ from main, and where a store that holds what main says serves something else: a stale copy,
 * another key, another hash. Changes nothing.
 */
export async function driftOf(ports: Ports): Promise<Drift> {
  const plan = await planSync(ports);
  ports.progress("Asking the stores what they serve");
  const stores = await Promise.all(
    plan.stores.map(async (sync) => {
      const propagation = propagationOf(plan.settings, sync.environment);
      const against = await confirm(
        sync.store,
        inStep(sync).map(({ question }) => question),
      );
      const unconfirmed = inStep(sync).flatMap(({ question: { key }, at }) => {
        const why = against.get(key);
        return why === undefined ? [] : [{ key, why, settling: settles(at, propagation, ports.now) }];
      });
      return { ...sync, unconfirmed };
    }),
  );
  return { ...plan, stores };
}

/** Flags that somebody should see, where the store holds what main says, and when that was written. */
function inStep({ steps, readings }: StoreSync): readonly { readonly question: Question; readonly at: string }[] {
  return steps.flatMap(({ kind, key }) => {
    const reading = readings.get(key);
    if (kind !== "in-step" || reading?.kind !== "running" || reading.running.applied === null) return [];
    const { exposure, applied, cohort = applied.cohort } = reading.running;
    return sameExposure(exposure, nobody) ? [] : [{ question: { key, exposure, cohort }, at: applied.at }];
  });
}
