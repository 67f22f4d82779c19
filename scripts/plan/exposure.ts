import { type Exposure, exposure, keepsEveryone } from "../flag/exposure.ts";
import { actorKey, environmentsOf, exposureAt } from "../flag/ladder.ts";
import type { ReleasePlan } from "../flag/plan.ts";
import type { Change, ExposureChange, Move } from "./move.ts";

/** The planned exposure with actors told apart by their keys: comparable without knowing anybody's id. */
export function plannedExposure(plan: ReleasePlan, standing: string, environment: string): Exposure | null {
  const planned = exposureAt(plan, standing, environment);
  return planned && exposure(planned.actors.map(actorKey), planned.percent);
}

/**
 * What a change does to who sees each flag in each environment, compiled from both sides and whatever the text diff
 * looks like. A flag or plan that one side does not have is null there, as it is once retired. Empty where the move is
 * `stay` or `remove`: neither changes what anybody sees.
 */
export function exposureChanges({ base, head }: Change, move: Move): readonly ExposureChange[] {
  if (move.kind === "stay" || move.kind === "remove") return [];
  const sides = [base, head].filter((plan) => plan !== null);
  const flags = unique(sides.flatMap((plan) => plan.flags.map(({ key }) => key)));
  const environments = unique(sides.flatMap(environmentsOf));
  return flags.flatMap((flag) =>
    environments.map((environment) => {
      const before = seen(base, flag, environment);
      const after = seen(head, flag, environment);
      return { flag, environment, before: count(before), after: count(after), direction: direction(before, after) };
    }),
  );
}

/** Who gains and who loses: `raises` where some gain and none lose, `moves` where some gain and some lose. */
export function direction(before: Exposure | null, after: Exposure | null): ExposureChange["direction"] {
  const [was, is] = [before ?? none, after ?? none];
  const [gained, lost] = [!keepsEveryone(is, was), !keepsEveryone(was, is)];
  if (gained) return lost ? "moves" : "raises";
  return lost ? "lowers" : "same";
}

const none: Exposure = { actors: [], percent: 0 };

function seen(plan: ReleasePlan | null, flag: string, environment: string): Exposure | null {
  if (plan === null || !plan.flags.some(({ key }) => key === flag)) return null;
  return plannedExposure(plan, plan.standing, environment);
}

function count(planned: Exposure | null): ExposureChange["before"] {
  return planned && { actors: planned.actors.length, percent: planned.percent };
}

const unique = (names: readonly string[]) => [...new Set(names)];
