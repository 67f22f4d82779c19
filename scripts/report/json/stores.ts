import { describeStep } from "../../reconcile/describe.ts";
import type { StoreView, SyncView } from "../views.ts";
import { version } from "./parts.ts";

/** `drift --json`. Exposure is in words: the ids of people that a store holds are never printed. */
export function driftJson({ commit, stores, broken }: Pick<SyncView, "commit" | "stores" | "broken">) {
  return { version, commit, stores: stores.map(storeJson), broken };
}

/** `sync --json`. */
export function syncJson({ commit, stores, broken, reverts = [], unproposed = [], unrecorded = null }: SyncView) {
  return { version, commit, stores: stores.map(storeJson), broken, reverts, unproposed, unrecorded };
}

function storeJson({ environment, store, steps, unresolved, results = [], unconfirmed = [], changes }: StoreView) {
  const written = new Map(results.map((result) => [result.key, result]));
  return {
    environment,
    store: store.name,
    steps: steps.map((step) => {
      const result = written.get(step.key);
      const done = result === undefined ? {} : { status: result.status, detail: result.detail };
      const change = changes?.get(step.key);
      const by = change === undefined ? {} : { changed: change };
      return { flag: step.key, kind: step.kind, what: describeStep(step), ...done, ...by };
    }),
    unconfirmed: unconfirmed.map(({ key, why, settling }) => ({ flag: key, why, settling })),
    unresolved,
  };
}
