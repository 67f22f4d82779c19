import type { Step } from "../reconcile/reconcile.ts";
import type { Change, Store } from "../stores/store.ts";

/** Each is a question to the store of its own. */
const mostAsked = 20;

/**
 * Who changed by hand what drifted, by flag key, where the store's audit log says so. A log that cannot be read names
 * nobody: that somebody changed it is known all the same.
 */
export async function changedByHand(store: Store, steps: readonly Step[]): Promise<ReadonlyMap<string, Change>> {
  const { lastChange } = store;
  if (lastChange === undefined) return new Map();
  const drifted = steps.filter(({ kind }) => kind === "drift-up" || kind === "drift-down").slice(0, mostAsked);
  const found = await Promise.all(
    drifted.map(async ({ key }) => [key, await lastChange(key).catch(() => null)] as const),
  );
  return new Map(found.flatMap(([key, change]) => (change === null ? [] : [[key, change] as const])));
}
