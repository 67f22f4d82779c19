import { type DateTime, Duration } from "luxon";
import { exposureAt, stageNamed } from "../../flag/ladder.ts";
import type { ReleasePlan } from "../../flag/plan.ts";
import type { Settings } from "../../flag/settings.ts";
import type { Stay } from "./ask.ts";

/** A plan's stay in the stage it stands in, as of `now`; null where it stands in none. */
export function stayOf(
  plan: ReleasePlan,
  settings: Settings,
  { since, now }: { readonly since: DateTime | null; readonly now: DateTime },
): Stay | null {
  const stage = stageNamed(plan, plan.standing);
  if (stage === null) return null;
  const percent = exposureAt(plan, plan.standing, stage.environment)?.percent ?? 0;
  return { since, now, propagation: propagationOf(settings, stage.environment), percent };
}

/** How long after a write every running process of the environment has seen it. */
export function propagationOf({ environments }: Settings, environment: string): Duration {
  return environments.find(({ name }) => name === environment)?.propagation ?? Duration.fromMillis(0);
}
