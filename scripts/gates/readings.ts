import { environmentsOf } from "../flag/ladder.ts";
import type { ReleasePlan } from "../flag/plan.ts";
import type { Settings } from "../flag/settings.ts";
import type { StoreEvidence } from "./gate.ts";

/**
 * Flags of the plan that fewer stores were read for than the settings list, as `key in environment`: what nobody read
 * must not look like agreement.
 */
export function unread(plan: ReleasePlan, settings: Settings, stores: readonly StoreEvidence[]): readonly string[] {
  return environmentsOf(plan).flatMap((environment) => {
    const listed = settings.environments.find(({ name }) => name === environment)?.stores.length ?? 1;
    return plan.flags
      .map(({ key }) => key)
      .filter((key) => {
        const read = stores.filter((one) => one.environment === environment && one.wanted.key === key);
        return new Set(read.map(({ store }) => store)).size < listed;
      })
      .map((key) => `${key} in ${environment}`);
  });
}

/** By environment, store and flag, so that findings do not depend on the order in which stores answered. */
export function inOrder(stores: readonly StoreEvidence[]): readonly StoreEvidence[] {
  const name = ({ environment, store, wanted }: StoreEvidence) => JSON.stringify([environment, store, wanted.key]);
  return [...stores].sort((a, b) => (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0));
}

/** `form1095b_download in flagd runtime/production.flagd.json`: which flag in which store a finding speaks of. */
export const place = ({ store, wanted }: StoreEvidence): string => `${wanted.key} in ${store}`;
