import type { Actor, ReleasePlan, Stage } from "./plan.ts";

/** `planned`, the stages in order, `retired`. */
export function ladder({ stages }: Pick<ReleasePlan, "stages">): readonly string[] {
  return ["planned", ...stages.map(({ name }) => name), "retired"];
}

export function stageNamed(plan: Pick<ReleasePlan, "stages">, name: string): Stage | null {
  return plan.stages.find((stage) => stage.name === name) ?? null;
}

/** One step up, or null at the top. */
export function above(plan: Pick<ReleasePlan, "stages">, standing: string): string | null {
  const rungs = ladder(plan);
  const rung = rungs.indexOf(standing);
  return rung === -1 ? null : (rungs[rung + 1] ?? null);
}

/** What main says an environment shows: actors as the plan names them, and the last percent. */
export interface PlannedExposure {
  readonly actors: readonly Actor[];
  readonly percent: number;
}

/**
 * Exposure in an environment at a standing: the sum over the stages up to and including it that name the environment,
 * that is the union of their actors and the last percent. Null where the flag is gone (`retired`).
 */
export function exposureAt(
  plan: Pick<ReleasePlan, "stages">,
  standing: string,
  environment: string,
): PlannedExposure | null {
  if (standing === "retired") return null;
  const reached = plan.stages.slice(0, Math.max(0, ladder(plan).indexOf(standing)));
  const here = reached.filter((stage) => stage.environment === environment);
  const actors = new Map(
    here.flatMap((stage) => stage.exposure?.actors ?? []).map((actor) => [actorKey(actor), actor]),
  );
  const percent = here.findLast((stage) => typeof stage.exposure?.percent === "number")?.exposure?.percent ?? 0;
  return { actors: [...actors.values()], percent };
}

/** Environments any stage of the plan names, in ladder order. */
export function environmentsOf({ stages }: Pick<ReleasePlan, "stages">): readonly string[] {
  return [...new Set(stages.map(({ environment }) => environment))];
}

/** Tells two actors apart without knowing anybody's id. */
export function actorKey({ id }: Actor): string {
  return id.kind === "secret" ? `secret:${id.name}` : `plain:${id.value}`;
}

/**
 * Where a revert lands: `rollback.to` where the plan says so; else the last stage of the environment before the
 * failing one's; else `planned`. Always below `from`.
 */
export function revertTarget(plan: Pick<ReleasePlan, "stages" | "rollback">, from: string): string {
  const rungs = ladder(plan);
  const below = rungs.slice(0, Math.max(rungs.indexOf(from), 1));
  const to = plan.rollback?.to ?? null;
  if (to === "previous") return below.at(-1)!;
  if (to !== null) return below.includes(to) ? to : "planned";
  const failing = stageNamed(plan, from)?.environment;
  const failingFirst = plan.stages.findIndex(({ environment }) => environment === failing);
  return failingFirst > 0 ? plan.stages[failingFirst - 1]!.name : "planned";
}
