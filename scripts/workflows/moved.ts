import type { Repository } from "../forge/forge.ts";
import { describeEdits } from "../plan/edits.ts";
import { exposureChanges } from "../plan/exposure.ts";
import type { Change, ExposureChange, Move } from "../plan/move.ts";
import type { Problem } from "../report/value.ts";
import { changesBetween } from "./changes.ts";
import { movesIn } from "./check.ts";

/** One plan's move, what it does to who sees what, and what an edit changes, in words. */
export interface Moved {
  readonly move: Move;
  readonly change: Change;
  readonly exposure: readonly ExposureChange[];
  readonly edits: readonly string[];
}

export interface MovedPlans {
  readonly moved: readonly Moved[];
  readonly diagnostics: readonly Problem[];
  /** A move is illegal, or a file has an error. */
  readonly wrong: boolean;
}

/** What can be said of a branch from its files alone: no store, no provider and no people are asked. */
export async function movedBetween(repository: Repository, base: string, head: string): Promise<MovedPlans> {
  const changes = await changesBetween(repository, base, head);
  const moved = movesIn(changes).map((move): Moved => {
    const change = changes.changeSet.plans.find(({ name }) => name === move.plan)!;
    const edits = change.base !== null && change.head !== null ? describeEdits(change.base, change.head) : [];
    return { move, change, exposure: exposureChanges(change, move), edits };
  });
  const { diagnostics } = changes;
  const illegal = moved.some(({ move }) => move.kind === "illegal");
  return {
    moved,
    diagnostics,
    wrong: illegal || diagnostics.some(({ diagnostic }) => diagnostic.severity === "error"),
  };
}
