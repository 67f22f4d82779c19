import type { DateTime } from "luxon";
import { environmentsOf } from "../flag/ladder.ts";
import type { ReleasePlan } from "../flag/plan.ts";
import type { Membership } from "../flag/review.ts";
import type { Reading } from "../flag/running.ts";
import type { Environment, Settings } from "../flag/settings.ts";
import type { Provider } from "../metrics/provider.ts";
import type { Store } from "../stores/store.ts";
import { readAll } from "./careful.ts";
import { type Deployments, readDeployments, recordsOf } from "./deployments.ts";
import { entitledOf } from "./entitled.ts";
import { type Holds, readHolds } from "./held.ts";
import type { Ports } from "./ports.ts";
import { standingChanges } from "./since.ts";

/** What one pass asks once, whatever the number of plans it judges. */
export interface Shared {
  readonly settings: Settings;
  readonly holds: Holds;
  readonly stores: readonly OpenStore[];
  readonly providers: ReadonlyMap<string, Provider>;
  readonly entitled: Readonly<Record<string, Membership>>;
  /** When the standing of the plan in this file began, on the base branch. */
  readonly since: (file: string) => DateTime | null;
  /** What was deployed where, and since when it is verified. */
  readonly deployments: Deployments;
  /** The base commit. */
  readonly base: string;
}

export interface OpenStore {
  readonly environment: Environment;
  readonly store: Store;
  readonly readings: ReadonlyMap<string, Reading>;
}

/** Asks for everything the plans have in common: each store once for all flags, the history once for all plans. */
export async function share(
  ports: Ports,
  base: string,
  settings: Settings,
  plans: readonly ReleasePlan[],
  people: "needed" | "not needed",
): Promise<Shared> {
  const [only] = plans;
  const path = plans.length === 1 && only !== undefined ? only.file : "flags";
  const changes = plans.length === 0 ? [] : await standingChanges(ports.forge.repository, base, path);
  const began = new Map(changes.toReversed().map(({ file, step }) => [file, step.commit.committedAt]));
  return {
    base,
    settings,
    holds: await readHolds(ports.forge),
    stores: await Promise.all(
      settings.environments.flatMap((environment) =>
        environment.stores.map((store) => readStore(environment, ports.openStore(store), plans)),
      ),
    ),
    providers: ports.openProviders(settings.providers),
    entitled: people === "needed" ? await entitledOf(ports, settings) : {},
    since: (file) => began.get(file) ?? null,
    deployments: await readDeployments(recordsOf(ports)),
  };
}

async function readStore(environment: Environment, store: Store, plans: readonly ReleasePlan[]): Promise<OpenStore> {
  const here = plans.filter((plan) => environmentsOf(plan).includes(environment.name));
  const keys = here.flatMap(({ flags }) => flags.map(({ key }) => key));
  return { environment, store, readings: keys.length === 0 ? new Map() : await readAll(store, keys) };
}
