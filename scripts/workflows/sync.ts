import type { ReleasePlan } from "../flag/plan.ts";
import type { WriteResult } from "../flag/running.ts";
import type { Settings } from "../flag/settings.ts";
import type { Step } from "../reconcile/reconcile.ts";
import { admitPlans } from "./admit.ts";
import { aheadOf } from "./ahead.ts";
import { changedByHand } from "./by-hand.ts";
import { writeAll } from "./careful.ts";
import { type Deployments, readDeployments, recordsOf } from "./deployments.ts";
import { heldBecause, readHolds } from "./held.ts";
import { pool } from "./pool.ts";
import type { Ports } from "./ports.ts";
import { plansAt, settingsAt, Unreadable } from "./read.ts";
import { compare, placesOf, type StoreSync, settle } from "./target.ts";

export type { StoreSync } from "./target.ts";

export interface SyncPlan {
  readonly commit: string;
  readonly settings: Settings;
  readonly stores: readonly StoreSync[];
  /** Plans whose file does not load: left alone in every store, and said so. */
  readonly broken: readonly string[];
  /** Why nobody can tell which plans an issue holds, so that none is raised; null where it is known. */
  readonly unheld: string | null;
  /** What was recorded of earlier syncs. */
  readonly known: Deployments;
}

/** Compares main with every store and changes nothing. */
export async function planSync(ports: Ports): Promise<SyncPlan> {
  const commit = await baseCommit(ports);
  const settings = await settingsAt(ports.forge.repository, commit);
  ports.progress("Reading the plans");
  const loaded = await plansAt(ports.forge.repository, commit, settings);
  const plans = loaded.plans.map(({ value }) => value);
  const { held, unheld } = await holdsOf(ports, plans);
  const places = placesOf(ports, settings);
  ports.progress("Reading the stores");
  const known = await readDeployments(recordsOf(ports));
  const target = { commit, plans, held, known };
  const compared = await Promise.all(places.map((place) => compare(ports, target, place)));
  const refused = await refusedOf(ports, plans, compared, commit);
  const refusing = { ...target, held: new Map([...refused, ...held]) };
  const settled =
    refused.size === 0
      ? compared
      : compared.map(({ readings }, index) => settle(ports, refusing, places[index]!, readings));
  return {
    commit,
    settings,
    broken: loaded.broken.map(({ file }) => file),
    stores: await Promise.all(
      settled.map(async (one) => ({ ...one, changes: await changedByHand(one.store, one.steps) })),
    ),
    unheld,
    known,
  };
}

/** Going down never waits for an answer about going up: where holds cannot be read, all plans are held. */
async function holdsOf({ forge }: Ports, plans: readonly ReleasePlan[]) {
  const holds = await readHolds(forge);
  const because = plans.map((plan) => [plan.name, heldBecause(plan, holds)] as const);
  const held = new Map(because.flatMap(([name, why]) => (why === null ? [] : [[name, why] as const])));
  return { held, unheld: "why" in holds ? holds.why : null };
}

/** Why plans that some store is about to show to more people, or to hand to their callers' code, may not be. */
async function refusedOf(
  ports: Ports,
  plans: readonly ReleasePlan[],
  compared: readonly StoreSync[],
  commit: string,
): Promise<ReadonlyMap<string, string>> {
  const rising = compared.flatMap(({ steps }) => steps.flatMap(risesIn));
  const names = new Set(rising.map(({ applied }) => applied.plan));
  const asked = plans.filter(({ name }) => names.has(name));
  return new Map([...(await aheadOf(ports.forge, rising, commit)), ...(await admitPlans(ports, asked, commit))]);
}

const risesIn = (step: Step) =>
  step.kind === "write" && (step.direction === "raises" || step.direction === "removes") ? [step.write] : [];

export async function baseCommit(ports: Ports): Promise<string> {
  const commit = await ports.forge.repository.commit(ports.forge.baseBranch);
  if (commit === null)
    throw new Unreadable(`there is no branch ${ports.forge.baseBranch}: name the base branch with --base`);
  return commit.id;
}

export interface Synced extends StoreSync {
  readonly results: readonly WriteResult[];
}

/** How many stores are written at once while flags go down. */
const concurrency = 4;

/**
 * Makes the stores match, and says for every write what became of it. What goes down does so in all stores before
 * anything else is written in any, and no store waits there for another one.
 */
export async function applySync(ports: Ports, { stores }: Pick<SyncPlan, "stores">): Promise<readonly Synced[]> {
  const lowered = await pool(concurrency, stores, (sync) => carryOut(ports, sync, lowers));
  const synced: Synced[] = [];
  for (const { results, ...sync } of lowered) {
    const others = await carryOut(ports, sync, (step) => !lowers(step));
    synced.push({ ...sync, results: [...results, ...others.results] });
  }
  return synced;
}

export const lowers = (step: Step): boolean =>
  step.kind === "drift-up" || (step.kind === "write" && step.direction === "lowers");

/** Writes some of a store's steps, in their order. */
export async function carryOut(ports: Ports, sync: StoreSync, which: (step: Step) => boolean): Promise<Synced> {
  const writes = sync.steps.filter(which).flatMap((step) => ("write" in step ? [step.write] : []));
  if (writes.length > 0) ports.progress(`Writing to ${sync.store.name}`);
  return { ...sync, results: await writeAll(sync.store, writes) };
}
