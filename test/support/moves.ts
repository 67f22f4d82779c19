import type { ReleasePlan, Revert } from "../../scripts/flag/plan.ts";
import type { Move } from "../../scripts/plan/move.ts";
import { movesOf } from "../../scripts/plan/moves.ts";
import { local } from "./plans.ts";

/** The move of one plan between two sides, in a pull request of only that plan. */
export function moveOf(base: ReleasePlan | null, head: ReleasePlan | null, otherFiles: readonly string[] = []): Move {
  const name = (head ?? base)!.name;
  return movesOf({ plans: [{ name, base, head }], otherFiles })[0]!;
}

export function revertOf(from: string, parts: Partial<Revert> = {}): Revert {
  return { from, at: local("2025-03-12T12:00"), because: "0.024 > 0.01", evidence: null, resolved: null, ...parts };
}
