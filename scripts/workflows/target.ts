import type { Deployment } from "../flag/deployment.ts";
import { environmentsOf } from "../flag/ladder.ts";
import type { ReleasePlan } from "../flag/plan.ts";
import type { Reading, Wanted } from "../flag/running.ts";
import type { Environment, Settings } from "../flag/settings.ts";
import { wantedAt } from "../flag/wanted.ts";
import { reconcile, type Step } from "../reconcile/reconcile.ts";
import type { Change, Store } from "../stores/store.ts";
import { readAll } from "./careful.ts";
import type { Deployments } from "./deployments.ts";
import type { Ports } from "./ports.ts";

/** What the stores are to be made to say. */
export interface Target {
  /** The commit of main that is applied. */
  readonly commit: string;
  readonly plans: readonly ReleasePlan[];
  /** Why plans may not be raised, by their name. */
  readonly held: ReadonlyMap<string, string>;
  readonly known: Deployments;
}

export interface Place {
  readonly environment: Environment;
  readonly store: Store;
}

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

export function placesOf({ openStore }: Ports, { environments }: Settings): readonly Place[] {
  return environments.flatMap((environment) =>
    environment.stores.map((store) => ({ environment, store: openStore(store) })),
  );
}

export async function compare(ports: Ports, target: Target, place: Place): Promise<StoreSync> {
  const said = compile(ports, target, place);
  const keys = said.wanted.map(({ key }) => key);
  const readings: StoreSync["readings"] = keys.length === 0 ? new Map() : await readAll(place.store, keys);
  return stepsTo(said, ports, target, place, readings);
}

/** The same with what was read before, where more is known of who may be raised. */
export function settle(ports: Ports, target: Target, place: Place, readings: StoreSync["readings"]): StoreSync {
  return stepsTo(compile(ports, target, place), ports, target, place, readings);
}

/** The steps from what a store was found to run to what main wants. */
function stepsTo(
  { wanted, unresolved }: Pick<StoreSync, "wanted" | "unresolved">,
  { now }: Ports,
  { commit, known }: Target,
  place: Place,
  readings: StoreSync["readings"],
): StoreSync {
  const { environment, store } = place;
  const at = now.toUTC().toISO()!;
  const { cohort } = store.capabilities;
  const steps = reconcile(wanted, readings, { commit, at, cohort, deployed: deployedIn(known, place) });
  return { environment: environment.name, store, wanted, readings, steps, unresolved, changes: new Map() };
}

/** What main wants of one store, and plans that cannot be said because a person's id is not known here. */
function compile({ secrets }: Ports, { plans, held, known }: Target, place: Place) {
  const environment = place.environment.name;
  const deployed = deployedIn(known, place);
  const compiled = plans.flatMap((plan) => {
    const named = environmentsOf(plan).includes(environment);
    // Of an environment that the plan named once, what was written there: it goes down, and nothing new is made.
    const left = plan.flags.filter(({ key }) => !("why" in deployed) && deployed.get(key)?.plan === plan.name);
    if (!named && left.length === 0) return [];
    const here = named ? plan : { ...plan, flags: left };
    const context = { secrets, held: held.get(plan.name) ?? null };
    return [{ plan: plan.name, ...wantedAt(here, plan.standing, environment, context) }];
  });
  const wanted = compiled.flatMap((one) => (one.ok ? one.wanted : []));
  const unresolved = compiled.flatMap((one) => (one.ok ? [] : [{ plan: one.plan, missing: one.missing }]));
  return { wanted, unresolved };
}

function deployedIn(known: Deployments, { environment, store }: Place) {
  if (known.kind === "unreadable") return { why: known.why };
  const here = known.deployments.filter((one) => one.environment === environment.name && one.store === store.name);
  return new Map<string, Deployment>(here.map((one) => [one.key, one]));
}
