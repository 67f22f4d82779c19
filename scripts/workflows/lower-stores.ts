import type { ReleasePlan } from "../flag/plan.ts";
import { reasonOf } from "./careful.ts";
import type { Ports } from "./ports.ts";
import { applySync, planSync, type Synced } from "./sync.ts";

export interface Lowered {
  readonly stores: readonly Synced[];
  /** What could not be lowered, and why. */
  readonly unlowered: readonly string[];
}

/**
 * Makes the stores show a plan as it would be at a lower standing, before main says so. What cannot be lowered is said
 * and never stops the commit: the sync after it tries again.
 */
export async function lowerStores(ports: Ports, plan: ReleasePlan, to: string): Promise<Lowered> {
  try {
    const stores = await applySync(ports, await planSync(ports, { only: [plan.name], standing: to }));
    return { stores, unlowered: stores.flatMap(notDone) };
  } catch (thrown) {
    return { stores: [], unlowered: [`the stores broke: ${reasonOf(thrown)}`] };
  }
}

function notDone({ store, steps, results, unresolved }: Synced): readonly string[] {
  const untouched = steps.flatMap((step) => {
    if (step.kind === "unknown") return [`${step.key} in ${store.name} could not be read: ${step.why}`];
    return step.kind === "first-contact"
      ? [`${step.key} in ${store.name} is not ours to write: nobody recorded a write`]
      : [];
  });
  const unwritten = results.filter(({ status }) => status !== "applied" && status !== "unchanged");
  return [
    ...untouched,
    ...unwritten.map(({ key, status, detail }) => `${key} in ${store.name}: ${status}, ${detail}`),
    ...unresolved.map(({ missing }) => `${store.name}: ${missing.join(", ")} not set`),
  ];
}
