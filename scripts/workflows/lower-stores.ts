import type { ReleasePlan } from "../flag/plan.ts";
import type { Settings } from "../flag/settings.ts";
import { reasonOf } from "./careful.ts";
import type { Ports } from "./ports.ts";
import { baseCommit, carryOut, lowers, type Synced } from "./sync.ts";
import { compare, placesOf } from "./target.ts";

export interface Lowered {
  readonly stores: readonly Synced[];
  /** What could not be lowered, and why. */
  readonly unlowered: readonly string[];
}

/**
 * Makes the stores show a plan as it would be at a lower standing, before main says so: each store by itself, and never
 * up. What cannot be lowered is said and never stops the commit: the sync after it tries again.
 */
export async function lowerStores(ports: Ports, plan: ReleasePlan, to: string, settings: Settings): Promise<Lowered> {
  try {
    const target = {
      commit: await baseCommit(ports),
      plans: [{ ...plan, standing: to }],
      // Holds and records speak of going up and of making again, and neither is done.
      held: new Map(),
      known: { kind: "known", deployments: [] },
    } as const;
    const lowering = placesOf(ports, settings).map(async (place) =>
      carryOut(ports, await compare(ports, target, place), lowers),
    );
    const stores = await Promise.all(lowering);
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
