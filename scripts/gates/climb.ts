import { stageNamed } from "../flag/ladder.ts";
import type { ReleasePlan, Stage } from "../flag/plan.ts";
import type { Subject } from "./gate.ts";

/** A promotion or a retirement: both plans exist, and a rung is left for the next. */
export interface Climb {
  readonly base: ReleasePlan;
  readonly head: ReleasePlan;
  readonly from: string;
  readonly to: string;
  /** The stage that is left; null on leaving `planned`. As main has it: criteria, soak and questions come from here. */
  readonly leaving: Stage | null;
  /** The stage that is entered; null on retiring. */
  readonly entering: Stage | null;
}

/** Null where the move does not climb: gates about climbing have nothing to say of it. */
export function climbOf({ move, base, head }: Subject): Climb | null {
  if (base === null || head === null || (move.kind !== "promote" && move.kind !== "retire")) return null;
  const to = move.kind === "promote" ? move.to : "retired";
  const { from } = move;
  return { base, head, from, to, leaving: stageNamed(base, from), entering: stageNamed(base, to) };
}
