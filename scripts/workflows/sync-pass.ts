import type { Deployment } from "../flag/deployment.ts";
import { propagationOf } from "../gates/criteria/stay.ts";
import { recordsAfter, type StoreRecords } from "./deployed.ts";
import { type Deployments, recordDeployments, recordsOf } from "./deployments.ts";
import type { Ports } from "./ports.ts";
import { applySync, planSync, type Synced, type SyncPlan } from "./sync.ts";
import { type Proposals, recordTakenDown } from "./taken-down.ts";

/** What a sync did: every store's steps with their results, and the reverts it asked for. */
export interface SyncPass extends Proposals {
  /** `done`: stores and main agree. `drift`: something needs a person. `failed`: a write or a reading did not succeed. */
  readonly outcome: "done" | "drift" | "failed";
  readonly commit: string;
  readonly stores: readonly Confirmed[];
  readonly broken: readonly string[];
  /** Why the records of deployments could not be written, or null. */
  readonly unrecorded: string | null;
}

export type Confirmed = Synced & StoreRecords;

/** Reconciles every store with main. Drift downwards becomes a revert pull request, never an overwrite. */
export async function syncPass(ports: Ports): Promise<SyncPass> {
  const plan = await planSync(ports);
  const stores = await confirmed(ports, plan, await applySync(ports, plan));
  const unrecorded = await record(ports, plan.known, stores);
  const proposals = await recordTakenDown(ports, plan, stores);
  const whole = unrecorded === null && proposals.unproposed.length === 0;
  const outcome = whole ? outcomeOf(stores, plan) : "failed";
  return { outcome, commit: plan.commit, stores, broken: plan.broken, ...proposals, unrecorded };
}

/** What could not be read is not written over: it may tell of flags that somebody removed. */
async function record(ports: Ports, known: Deployments, stores: readonly Confirmed[]): Promise<string | null> {
  if (known.kind === "unreadable") return known.why;
  return recordDeployments(recordsOf(ports), (before) => merged(before, stores));
}

/** Asks each store whether it serves what was written, and makes the records of what now runs. */
function confirmed(
  ports: Ports,
  { settings, known }: SyncPlan,
  stores: readonly Synced[],
): Promise<readonly Confirmed[]> {
  ports.progress("Asking the stores what they serve");
  const deployments = known.kind === "known" ? known.deployments : [];
  return Promise.all(
    stores.map(async (synced) => {
      const { environment, store } = synced;
      const propagation = propagationOf(settings, environment);
      const before = deployments.filter((one) => one.environment === environment && one.store === store.name);
      return { ...synced, ...(await recordsAfter({ ...synced, propagation }, before, ports.now)) };
    }),
  );
}

/**
 * All records as they are now, and none of a store the settings no longer name. What another run recorded meanwhile
 * stands: of flags that this one says nothing of, and where its write was the later one.
 */
function merged(before: readonly Deployment[], stores: readonly Confirmed[]): readonly Deployment[] {
  const place = ({ environment, store, key }: Pick<Deployment, "environment" | "store" | "key">) =>
    JSON.stringify([environment, store, key]);
  const here = new Set(stores.map(({ environment, store }) => JSON.stringify([environment, store.name])));
  const listed = before.filter(({ environment, store }) => here.has(JSON.stringify([environment, store])));
  const records = new Map(listed.map((one) => [place(one), one]));
  for (const { environment, store, gone } of stores)
    for (const key of gone) records.delete(place({ environment, store: store.name, key }));
  for (const ours of stores.flatMap(({ deployments }) => deployments)) {
    const theirs = records.get(place(ours));
    if (theirs === undefined || theirs.appliedAt <= ours.appliedAt) records.set(place(ours), ours);
  }
  return [...records].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

function outcomeOf(stores: readonly Confirmed[], { broken, unheld }: SyncPlan): SyncPass["outcome"] {
  const failed = stores.some(
    ({ results, unresolved, steps, unconfirmed }) =>
      unresolved.length > 0 ||
      unconfirmed.some(({ settling }) => !settling) ||
      steps.some(({ kind }) => kind === "unknown") ||
      results.some(({ status }) => status !== "applied" && status !== "unchanged"),
  );
  if (failed || unheld !== null) return "failed";
  const needsPeople = stores.some(({ steps }) =>
    steps.some(({ kind }) => kind === "drift-down" || kind === "first-contact" || kind === "held"),
  );
  return needsPeople || broken.length > 0 ? "drift" : "done";
}
