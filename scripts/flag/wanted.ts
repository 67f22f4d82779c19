import { type Exposure, exposure } from "./exposure.ts";
import { exposureAt, type PlannedExposure } from "./ladder.ts";
import type { ReleasePlan } from "./plan.ts";
import type { Wanted } from "./running.ts";
import type { Secrets } from "./secrets.ts";

export type Resolved =
  | { readonly ok: true; readonly exposure: Exposure | null }
  /** Names of the secrets that are not set. */
  | { readonly ok: false; readonly missing: readonly string[] };

/** Planned actors to the ids a store holds. Ids are personal data: only stores may see the answer. */
export function resolveExposure(planned: PlannedExposure | null, secrets: Secrets): Resolved {
  if (planned === null) return { ok: true, exposure: null };
  const found = planned.actors.map(({ id }) =>
    id.kind === "plain" ? { id: id.value } : { id: secrets(id.name), name: id.name },
  );
  const missing = found.flatMap((actor) => (actor.id || actor.name === undefined ? [] : [actor.name]));
  if (missing.length > 0) return { ok: false, missing };
  return {
    ok: true,
    exposure: exposure(
      found.flatMap(({ id }) => (id ? [id] : [])),
      planned.percent,
    ),
  };
}

/** True while a revert of the plan waits for a person to say what was done about it. */
export function unresolvedRevert(plan: ReleasePlan): ReleasePlan["reverts"][number] | null {
  return plan.reverts.find(({ resolved }) => resolved === null) ?? null;
}

/** What main says about each flag of a plan in one environment at a standing. */
export function wantedAt(
  plan: ReleasePlan,
  standing: string,
  environment: string,
  context: { readonly secrets: Secrets; readonly held: string | null },
):
  | { readonly ok: true; readonly wanted: readonly Wanted[] }
  | { readonly ok: false; readonly missing: readonly string[] } {
  const resolved = resolveExposure(exposureAt(plan, standing, environment), context.secrets);
  if (!resolved.ok) return resolved;
  const { held } = context;
  return {
    ok: true,
    wanted: plan.flags.map(({ key, variants }) => {
      return { key, plan: plan.name, standing, exposure: resolved.exposure, variants, held };
    }),
  };
}
