import { actorKey } from "../flag/ladder.ts";
import type { Actor, ReleasePlan, Stage } from "../flag/plan.ts";
import type { Settings } from "../flag/settings.ts";
import { once } from "./once.ts";

/** One stage of a plan, and what it does to the exposure of its environment. */
export interface Step {
  readonly index: number;
  readonly stage: Stage;
  /** Percent of the environment before this stage, and the stage that set it; 0 and null at the bottom. */
  readonly before: { readonly percent: number; readonly stage: Stage | null };
  /** Percent of the environment once this stage is entered. */
  readonly percent: number;
  /** Actors whom no earlier stage of the environment names. */
  readonly newActors: readonly Actor[];
}

/** The stages in ladder order, each with what it changes. */
export function steps({ stages }: Pick<ReleasePlan, "stages">): readonly Step[] {
  return stepsOf(stages);
}

const stepsOf = once((stages: readonly Stage[]): readonly Step[] => {
  const percents = new Map<string, Step["before"]>();
  const actors = new Map<string, Set<string>>();
  return stages.map((stage, index) => {
    const before = percents.get(stage.environment) ?? { percent: 0, stage: null };
    const percent = stage.exposure?.percent ?? null;
    if (percent !== null) percents.set(stage.environment, { percent, stage });

    const known = actors.get(stage.environment) ?? new Set();
    actors.set(stage.environment, known);
    const newActors = (stage.exposure?.actors ?? []).filter((actor) => !known.has(actorKey(actor)));
    for (const actor of newActors) known.add(actorKey(actor));

    return { index, stage, before, percent: percent ?? before.percent, newActors };
  });
});

/** True where entering the stage shows the flag to somebody who did not see it. */
export function raises({ before, percent, newActors }: Step): boolean {
  return percent > before.percent || (newActors.length > 0 && before.percent < 100);
}

/** Index of the stage the plan stands in; -1 below the first or nowhere, past the last where it is retired. */
export function standingIndex({ stages, standing }: Pick<ReleasePlan, "stages" | "standing">): number {
  return standing === "retired" ? stages.length : stages.findIndex(({ name }) => name === standing);
}

/**
 * Steps a promotion can still enter. What the settings ask of a stage is asked of these only: a policy that becomes
 * stricter never condemns what was already done.
 */
export function ahead(plan: Pick<ReleasePlan, "stages" | "standing">): readonly Step[] {
  return steps(plan).slice(standingIndex(plan) + 1);
}

/** The step the plan stands in and those above: what is still to be left, and answered before. */
export function toLeave(plan: Pick<ReleasePlan, "stages" | "standing">): readonly Step[] {
  return steps(plan).slice(Math.max(0, standingIndex(plan)));
}

/** True in the environment that plans climb to last, where the flag's users are: the one that policy guards. */
export function guarded({ stage }: Step, { environments }: Settings): boolean {
  return stage.environment === environments.at(-1)?.name;
}
