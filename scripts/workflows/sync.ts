import type { Deployment } from "../flag/deployment.ts";
import { environmentsOf } from "../flag/ladder.ts";
import type { ReleasePlan } from "../flag/plan.ts";
import type { Reading, Wanted, WriteResult } from "../flag/running.ts";
import type { Environment, Settings } from "../flag/settings.ts";
import { wantedAt } from "../flag/wanted.ts";
import type { Issue } from "../forge/forge.ts";
import { reconcile, type Step } from "../reconcile/reconcile.ts";
import type { Change, Store } from "../stores/store.ts";
import { admitPlans, type Unadmitted } from "./admit.ts";
import { changedByHand } from "./by-hand.ts";
import { readAll, writeAll } from "./careful.ts";
import { type Deployments, readDeployments, recordsOf } from "./deployments.ts";
import { heldBecause } from "./held.ts";
import type { Ports } from "./ports.ts";
import { plansAt, settingsAt, Unreadable } from "./read.ts";
import { holdLabel } from "./shared.ts";

/** What one store holds against what main says, and the smallest set of writes that makes them one. */
export interface StoreSync {
  readonly environment: string;
  readonly store: Store;
  readonly wanted: readonly Wanted[];
  readonly readings: ReadonlyMap<string, Reading>;
  readonly steps: readonly Step[];
  /** Who changed by hand what drifted, by flag key, where the store can tell. */
  readonly changes: ReadonlyMap<string, Change>;
  /** Plans left out because a person's id is not known here. */
  readonly unresolved: readonly { readonly plan: string; readonly missing: readonly string[] }[];
}

export interface SyncPlan {
  readonly commit: string;
  readonly settings: Settings;
  readonly plans: readonly ReleasePlan[];
  readonly stores: readonly StoreSync[];
  /** Plans whose file does not load: left alone in every store, and said so. */
  readonly broken: readonly string[];
  /** Plans that are not raised because a commit of theirs did not come through the gate. */
  readonly unadmitted: Unadmitted;
  /** What was recorded of earlier syncs; none where that could not be read. */
  readonly deployments: readonly Deployment[];
}

/** One plan alone, at another standing than main's: how a revert lowers the stores before the commit is made. */
export interface As {
  readonly only: readonly string[];
  readonly standing: string;
}

/** Compares main with every store and changes nothing. */
export async function planSync(ports: Ports, as: As | null = null): Promise<SyncPlan> {
  const commit = await baseCommit(ports);
  const settings = await settingsAt(ports.forge.repository, commit);
  ports.progress("Reading the plans");
  const { plans, broken } = await plansAt(ports.forge.repository, commit, settings);
  const holds = await ports.forge.issues(holdLabel);
  const chosen = plans
    .map(({ value }) => value)
    .filter(({ name }) => as === null || as.only.includes(name))
    .map((plan) => (as === null ? plan : { ...plan, standing: as.standing }));
  const stores = settings.environments.flatMap((environment) =>
    environment.stores.map((store) => ({ environment, store: ports.openStore(store) })),
  );
  ports.progress("Reading the stores");
  const known = await readDeployments(recordsOf(ports));
  const target = { commit, plans: chosen, holds, known };
  const compared = await Promise.all(stores.map((place) => compare(ports, target, place)));
  const unadmitted = as === null ? await admitPlans(ports, raised(chosen, compared), commit) : nobody;
  const settled =
    unadmitted.size === 0
      ? compared
      : compared.map((one, index) => settle(ports, { ...target, unadmitted }, stores[index]!, one.readings));
  return {
    commit,
    settings,
    plans: chosen,
    broken: broken.map(({ file }) => file),
    stores: await Promise.all(
      settled.map(async (one) => ({ ...one, changes: await changedByHand(one.store, one.steps) })),
    ),
    unadmitted,
    deployments: known.kind === "known" ? known.deployments : [],
  };
}

const nobody: Unadmitted = new Map();

/** Plans that some store is about to show to more people. */
function raised(plans: readonly ReleasePlan[], compared: readonly StoreSync[]): readonly ReleasePlan[] {
  const steps = compared.flatMap(({ steps }) => steps);
  const names = steps.flatMap((step) =>
    step.kind === "write" && step.direction === "raises" ? [step.write.applied.plan] : [],
  );
  return plans.filter(({ name }) => names.includes(name));
}

export async function baseCommit(ports: Ports): Promise<string> {
  const commit = await ports.forge.repository.commit(ports.forge.baseBranch);
  if (commit === null)
    throw new Unreadable(`there is no branch ${ports.forge.baseBranch}: name the base branch with --base`);
  return commit.id;
}

interface Target {
  readonly commit: string;
  readonly plans: readonly ReleasePlan[];
  readonly holds: readonly Issue[];
  readonly known: Deployments;
  readonly unadmitted?: Unadmitted;
}

interface Place {
  readonly environment: Environment;
  readonly store: Store;
}

async function compare(ports: Ports, target: Target, place: Place): Promise<StoreSync> {
  const { wanted } = compile(ports, target, place);
  const keys = wanted.map(({ key }) => key);
  return settle(ports, target, place, await readAll(place.store, keys));
}

/** What main wants of one store, and plans that cannot be said because a person's id is not known here. */
function compile({ secrets }: Ports, { plans, holds, unadmitted = nobody }: Target, { environment }: Place) {
  const compiled = plans
    .filter((plan) => environmentsOf(plan).includes(environment.name))
    .map((plan) => {
      const held = heldBecause(plan, holds) ?? unadmitted.get(plan.name) ?? null;
      return { plan: plan.name, ...wantedAt(plan, plan.standing, environment.name, { secrets, held }) };
    });
  const wanted = compiled.flatMap((one) => (one.ok ? one.wanted : []));
  const unresolved = compiled.flatMap((one) => (one.ok ? [] : [{ plan: one.plan, missing: one.missing }]));
  return { wanted, unresolved };
}

/** The steps from what a store was found to run to what main wants. */
function settle(ports: Ports, target: Target, place: Place, readings: StoreSync["readings"]): StoreSync {
  const { environment, store } = place;
  const { wanted, unresolved } = compile(ports, target, place);
  const at = ports.now.toUTC().toISO()!;
  const { cohort } = store.capabilities;
  const deployed = deployedIn(target.known, environment.name, store.name);
  const steps = reconcile(wanted, readings, { commit: target.commit, at, cohort, deployed });
  return { environment: environment.name, store, wanted, readings, steps, unresolved, changes: new Map() };
}

function deployedIn(known: Deployments, environment: string, store: string) {
  if (known.kind === "unreadable") return { why: known.why };
  const here = known.deployments.filter((one) => one.environment === environment && one.store === store);
  return new Map(here.map((one) => [one.key, one]));
}

export interface Synced extends StoreSync {
  readonly results: readonly WriteResult[];
}

/** Makes the stores match, lowering first, and says for every write what became of it. */
export async function applySync(ports: Ports, plan: SyncPlan): Promise<readonly Synced[]> {
  const synced: Synced[] = [];
  for (const sync of plan.stores) {
    ports.progress(`Writing to ${sync.store.name}`);
    const writes = sync.steps.flatMap((step) => ("write" in step ? [step.write] : []));
    synced.push({ ...sync, results: await writeAll(sync.store, writes) });
  }
  return synced;
}
