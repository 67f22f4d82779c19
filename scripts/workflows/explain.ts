import { cohortNamed } from "../cohort/cohorts.ts";
import { explain } from "../cohort/explain.ts";
import type { Explained, ExplainedFlag, Explanation } from "../flag/explained.ts";
import { type Exposure, nobody } from "../flag/exposure.ts";
import { environmentsOf, exposureAt } from "../flag/ladder.ts";
import type { ReleasePlan } from "../flag/plan.ts";
import type { Reading } from "../flag/running.ts";
import type { Environment } from "../flag/settings.ts";
import { resolveExposure } from "../flag/wanted.ts";
import type { Store } from "../stores/store.ts";
import { readAll, reasonOf } from "./careful.ts";
import type { Ports } from "./ports.ts";
import { plansAt, settingsAt } from "./read.ts";
import { baseCommit } from "./sync.ts";

/** Whether a person sees the flags of a plan, at which stage, by which part of its exposure, in each store. Null: no such plan. */
export async function explainPlan(ports: Ports, name: string, id: string): Promise<Explanation | null> {
  const base = await baseCommit(ports);
  const settings = await settingsAt(ports.forge.repository, base);
  const { plans } = await plansAt(ports.forge.repository, base, settings);
  const plan = plans.find(({ value }) => value.name === name)?.value;
  if (plan === undefined) return null;
  const here = settings.environments.filter(({ name: one }) => environmentsOf(plan).includes(one));
  const flags: ExplainedFlag[] = [];
  for (const environment of here) {
    for (const store of environment.stores.map(ports.openStore)) {
      flags.push(...(await inStore(ports, plan, environment, store, id)));
    }
  }
  return { plan: plan.name, standing: plan.standing, flags };
}

async function inStore(
  ports: Ports,
  plan: ReleasePlan,
  { name: environment }: Environment,
  store: Store,
  id: string,
): Promise<readonly ExplainedFlag[]> {
  ports.progress(`Asking ${store.name}`);
  const keys = plan.flags.map(({ key }) => key);
  const readings = await readAll(store, keys);
  const served = await servedBy(store, keys, id);
  const changing = plan.stages.filter((stage) => stage.environment === environment && stage.exposure !== null);
  return keys.map((key) => {
    const reading = readings.get(key) ?? { kind: "unreadable", why: "it gave no answer" };
    const found = reading.kind === "running" ? reading.running.cohort : undefined;
    const hash = cohortNamed(found ?? store.capabilities.cohort);
    const by = (exposure: Exposure) => explain(key, exposure, id, hash);
    const at = (standing: string) => explainAt(ports, plan, { environment, standing }, by);
    return {
      ...{ key, environment, store: store.name, main: at(plan.standing) },
      stages: changing.map(({ name: stage }) => ({ stage, explained: at(stage) })),
      running: explainReading(reading, by),
      served: served?.get(key) ?? null,
    };
  });
}

interface At {
  readonly environment: string;
  readonly standing: string;
}

/** What main says at a standing. Somebody whose id is not known here may be the one asked about. */
function explainAt(
  { secrets }: Ports,
  plan: ReleasePlan,
  { environment, standing }: At,
  by: (exposure: Exposure) => Explained,
): Explained {
  const planned = exposureAt(plan, standing, environment);
  const resolved = resolveExposure(planned, secrets);
  if (resolved.ok) return by(resolved.exposure ?? nobody);
  const known = planned!.actors.flatMap(({ id: one }) =>
    one.kind === "plain" ? one.value : (secrets(one.name) ?? []),
  );
  const without = by({ actors: known, percent: planned!.percent });
  if (without.on === true) return without;
  const why = `whether this is one of the named actors cannot be told: ${resolved.missing.join(", ")} not set here`;
  return { on: null, by: "unknown", why };
}

function explainReading(reading: Reading, by: (exposure: Exposure) => Explained): Explained {
  switch (reading.kind) {
    case "absent":
      return { on: null, by: "unknown", why: "it is not there: each caller is served the default of its own code" };
    case "unreadable":
      return { on: null, by: "unknown", why: reading.why };
    case "running": {
      const { exposure, foreign } = reading.running;
      if (foreign.length === 0) return by(exposure);
      return { on: null, by: "unknown", why: `it also holds what no plan wrote: ${foreign.join("; ")}` };
    }
  }
}

type Served = NonNullable<ExplainedFlag["served"]>;

async function servedBy(
  store: Store,
  keys: readonly string[],
  id: string,
): Promise<ReadonlyMap<string, Served> | null> {
  if (store.evaluate === undefined) return null;
  try {
    const answers = await store.evaluate(new Map(keys.map((key) => [key, [id]])));
    return new Map(
      [...answers].map(([key, answer]) => [
        key,
        answer.kind === "unknown" ? { on: null, why: answer.why } : servedOf(answer.on[0] ?? null),
      ]),
    );
  } catch (thrown) {
    return new Map(keys.map((key) => [key, { on: null, why: reasonOf(thrown) }]));
  }
}

const servedOf = (on: boolean | null): Served =>
  on === null ? { on, why: "its evaluation cannot be asked about this id" } : { on };
