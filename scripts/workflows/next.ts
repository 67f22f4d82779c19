import { above } from "../flag/ladder.ts";
import type { ReleasePlan } from "../flag/plan.ts";
import type { Move } from "../plan/move.ts";

/** The move a plan would make next, going up. */
export function nextMove(plan: ReleasePlan): Move {
  const to = above(plan, plan.standing);
  return to === null || to === "retired"
    ? { kind: "retire", plan: plan.name, from: plan.standing }
    : { kind: "promote", plan: plan.name, from: plan.standing, to };
}
