import type { Reading, Wanted } from "../flag/running.ts";
import { decide } from "./decide.ts";
import type { ReconcileContext, Step } from "./step.ts";

export type { Direction, ReconcileContext, Step } from "./step.ts";

/**
 * The smallest set of writes that makes a store say what main says, in the order in which a crash between any two of
 * them harms nobody: first whatever shows a flag to fewer people, then removals and records, then raises, narrow before
 * wide. Each flag asked for gets exactly one step; flags nobody asked for get none. Pure: carries nothing out.
 */
export function reconcile(
  wanted: readonly Wanted[],
  readings: ReadonlyMap<string, Reading>,
  context: ReconcileContext,
): readonly Step[] {
  const claims = new Map<string, Wanted[]>();
  for (const one of wanted) claims.set(one.key, [...(claims.get(one.key) ?? []), one]);
  const steps = [...claims].map(([key, claimed]): Step => {
    const [only, ...others] = claimed;
    if (others.length > 0) return { kind: "unknown", key, why: contested(claimed) };
    return decide(only!, readings.get(key) ?? { kind: "unreadable", why: "the store was not asked about it" }, context);
  });
  return steps.sort((a, b) => rank(a) - rank(b) || width(a) - width(b) || (a.key < b.key ? -1 : 1));
}

function contested(claimed: readonly Wanted[]): string {
  const plans = [...new Set(claimed.map(({ plan }) => plan))].sort();
  return `${plans.join(" and ")} both say what it should be: a flag key stands in one plan only`;
}

function rank(step: Step): number {
  switch (step.kind) {
    case "drift-up":
      return 0;
    case "write":
      return { lowers: 0, removes: 1, records: 2, raises: 3 }[step.direction];
    case "drift-down":
    case "unknown":
    case "first-contact":
    case "held":
    case "in-step":
      return 4;
  }
}

/** Fewer people first: 10 named actors before 1 %, 1 % before everyone. */
function width(step: Step): number {
  if (step.kind !== "write" || step.write.exposure === null) return 0;
  const { percent, actors } = step.write.exposure;
  return percent + actors.length / (actors.length + 1_000_000);
}
