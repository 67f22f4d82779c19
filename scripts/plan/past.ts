import { ladder } from "../flag/ladder.ts";
import type { ReleasePlan } from "../flag/plan.ts";
import type { Difference } from "./difference.ts";
import type { Objection } from "./move.ts";

/**
 * Results of stages that are behind the standing on main are history: what was recorded there may be added to, never
 * changed or removed. Filling in an answer that was still empty is an edit.
 */
export function rewrittenResults(base: ReleasePlan, found: readonly Difference[]): readonly Objection[] {
  const left = base.stages.slice(0, Math.max(0, ladder(base).indexOf(base.standing) - 1)).map(({ name }) => name);
  const rewritten = found.filter(
    ({ path, before }) => path[0] === "stages" && left.includes(path[1]!) && path[2] === "results" && recorded(before),
  );
  const stages = [...new Set(rewritten.map(({ path }) => path[1]!))];
  return stages.map((stage) => ({
    reason: "move.rewrites-results" as const,
    why: `results of ${stage}, which was left before, say something else than on main: ${said(rewritten, stage)}`,
    cure: `Restore the results of ${stage} as they are on main, and write what was learned since into the current stage.`,
  }));
}

const recorded = (before: Difference["before"]) => before !== undefined && before !== null;

function said(rewritten: readonly Difference[], stage: string): string {
  const here = rewritten.filter(({ path }) => path[1] === stage);
  const words = here.map(
    ({ path, after }) => `${path[4]} ${after === undefined || after === null ? "removed" : "changed"}`,
  );
  return [...new Set(words)].join(", ");
}
