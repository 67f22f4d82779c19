import type { Deployment } from "../flag/deployment.ts";
import { revertTarget } from "../flag/ladder.ts";
import type { ReleasePlan } from "../flag/plan.ts";
import { propagationOf } from "../gates/criteria/stay.ts";
import { revertMessage } from "../report/commit-message.ts";
import { recordsAfter, type StoreRecords } from "./deployed.ts";
import { recordDeployments, recordsOf } from "./deployments.ts";
import { revertedText } from "./lower.ts";
import type { Ports } from "./ports.ts";
import { plansAt } from "./read.ts";
import { applySync, planSync, type Synced, type SyncPlan } from "./sync.ts";

/** What a sync did: every store's steps with their results, and the reverts it asked for. */
export interface SyncPass {
  /** `done`: stores and main agree. `drift`: something needs a person. `failed`: a write or a reading did not succeed. */
  readonly outcome: "done" | "drift" | "failed";
  readonly commit: string;
  readonly stores: readonly Confirmed[];
  readonly broken: readonly string[];
  /** Pull requests that bring git in line with what somebody took down by hand. */
  readonly reverts: readonly { readonly plan: string; readonly pullRequest: number }[];
  /** Why the records of deployments could not be written, or null. */
  readonly unrecorded: string | null;
}

export type Confirmed = Synced & StoreRecords;

/** Reconciles every store with main. Drift downwards becomes a revert pull request, never an overwrite. */
export async function syncPass(ports: Ports): Promise<SyncPass> {
  const plan = await planSync(ports);
  const stores = await confirmed(ports, plan, await applySync(ports, plan));
  const unrecorded = await recordDeployments(recordsOf(ports), (before) => merged(before, stores));
  const reverts = await recordTakenDown(ports, plan, stores);
  const outcome = unrecorded === null ? outcomeOf(stores, plan) : "failed";
  return { outcome, commit: plan.commit, stores, broken: plan.broken, reverts, unrecorded };
}

/** Asks each store whether it serves what was written, and makes the records of what now runs. */
function confirmed(
  ports: Ports,
  { settings, deployments }: SyncPlan,
  stores: readonly Synced[],
): Promise<readonly Confirmed[]> {
  ports.progress("Asking the stores what they serve");
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
 * All records as they are now: those of the stores that were synced, and none of a store the settings no longer name.
 * Where another run recorded a later write meanwhile, that stands.
 */
function merged(before: readonly Deployment[], stores: readonly Confirmed[]): readonly Deployment[] {
  const place = ({ environment, store, key }: Deployment) => JSON.stringify([environment, store, key]);
  const others = new Map(before.map((one) => [place(one), one]));
  return stores
    .flatMap(({ deployments }) => deployments)
    .map((ours) => {
      const theirs = others.get(place(ours));
      return theirs !== undefined && theirs.appliedAt > ours.appliedAt ? theirs : ours;
    })
    .toSorted((a, b) => (place(a) < place(b) ? -1 : 1));
}

function outcomeOf(stores: readonly Confirmed[], { broken }: SyncPlan): SyncPass["outcome"] {
  const failed = stores.some(
    ({ results, unresolved, steps, unconfirmed }) =>
      unresolved.length > 0 ||
      unconfirmed.some(({ settling }) => !settling) ||
      steps.some(({ kind }) => kind === "unknown") ||
      results.some(({ status }) => status !== "applied" && status !== "unchanged"),
  );
  if (failed) return "failed";
  const needsPeople = stores.some(({ steps }) =>
    steps.some(({ kind }) => kind === "drift-down" || kind === "first-contact" || kind === "held"),
  );
  return needsPeople || broken.length > 0 ? "drift" : "done";
}

/** Each plan that somebody took down by hand, with the commit whose write they undid. */
function takenDown(stores: readonly Synced[]): ReadonlyMap<string, string> {
  const found = stores.flatMap(({ steps }) =>
    steps.flatMap((step): readonly (readonly [string, string])[] => {
      return step.kind === "drift-down" ? [[step.wanted.plan, step.undone]] : [];
    }),
  );
  return new Map(found);
}

async function recordTakenDown(ports: Ports, plan: SyncPlan, stores: readonly Synced[]): Promise<SyncPass["reverts"]> {
  const down = takenDown(stores);
  if (down.size === 0) return [];
  const { plans } = await plansAt(ports.forge.repository, plan.commit, plan.settings);
  const opened: { plan: string; pullRequest: number }[] = [];
  for (const { value, source } of plans) {
    const undone = down.get(value.name);
    if (undone === undefined) continue;
    const number = await openRevert(ports, value, source.text, plan.commit, undone);
    if (number !== null) opened.push({ plan: value.name, pullRequest: number });
  }
  return opened;
}

/** One pull request for one taken-down write; null where it was opened before. */
async function openRevert(
  ports: Ports,
  plan: ReleasePlan,
  text: string,
  base: string,
  undone: string,
): Promise<number | null> {
  const to = revertTarget(plan, plan.standing);
  const reason = { because: "somebody took the flag down in the store by hand", evidence: null };
  const branch = `revert/${plan.name}-${plan.standing}-${undone.slice(0, 10)}`;
  const message = revertMessage(plan, to, reason);
  const committed = await ports.forge.commit({
    branch,
    expected: null,
    from: base,
    files: [{ path: plan.file, text: revertedText(text, plan, to, reason, ports.now.toUTC().toISO()!) }],
    message,
    at: ports.now,
  });
  if (committed.kind !== "committed") return null;
  const title = message.split("\n")[0]!;
  return ports.forge.open({ branch, title, body: reason.because, requestedBy: null });
}
