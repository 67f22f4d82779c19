import { environmentsOf } from "../flag/ladder.ts";
import type { ReleasePlan } from "../flag/plan.ts";
import type { Reading, Wanted, WriteResult } from "../flag/running.ts";
import type { Environment, Settings } from "../flag/settings.ts";
import { wantedAt } from "../flag/wanted.ts";
import type { Issue } from "../forge/forge.ts";
import { reconcile, type Step } from "../reconcile/reconcile.ts";
import type { Store } from "../stores/store.ts";
import { readAll, writeAll } from "./careful.ts";
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
  return {
    commit,
    settings,
    plans: chosen,
    broken: broken.map(({ file }) => file),
    stores: await Promise.all(
      stores.map(({ environment, store }) => compare(ports, commit, chosen, holds, environment, store)),
    ),
  };
}

export async function baseCommit(ports: Ports): Promise<string> {
  const commit = await ports.forge.repository.commit(ports.forge.baseBranch);
  if (commit === null)
    throw new Unreadable(`there is no branch ${ports.forge.baseBranch}: name the base branch with --base`);
  return commit.id;
}

async function compare(
  ports: Ports,
  commit: string,
  plans: readonly ReleasePlan[],
  holds: readonly Issue[],
  environment: Environment,
  store: Store,
): Promise<StoreSync> {
  const compiled = plans
    .filter((plan) => environmentsOf(plan).includes(environment.name))
    .map((plan) => {
      const context = { secrets: ports.secrets, held: heldBecause(plan, holds) };
      return { plan: plan.name, ...wantedAt(plan, plan.standing, environment.name, context) };
    });
  const wanted = compiled.flatMap((one) => (one.ok ? one.wanted : []));
  const unresolved = compiled.flatMap((one) => (one.ok ? [] : [{ plan: one.plan, missing: one.missing }]));
  const readings = await readAll(
    store,
    wanted.map(({ key }) => key),
  );
  const at = ports.now.toUTC().toISO()!;
  const steps = reconcile(wanted, readings, { commit, at, cohort: store.capabilities.cohort });
  return { environment: environment.name, store, wanted, readings, steps, unresolved };
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
