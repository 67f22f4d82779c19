import type { ReleasePlan } from "../flag/plan.ts";
import type { Change, Objection } from "./move.ts";

/** Flag keys that one plan of a pull request drops and another takes up: nobody could say which ladder the flag climbs. */
export function movedKeys(change: Change, changes: readonly Change[]): readonly Objection[] {
  const others = changes.filter(({ name }) => name !== change.name).sort((a, b) => (a.name < b.name ? -1 : 1));
  const mine = { taken: taken(change), dropped: dropped(change) };
  return others.flatMap((other) => [
    ...shared(mine.taken, dropped(other)).map((key) => moved(key, other.name, change.name)),
    ...shared(mine.dropped, taken(other)).map((key) => moved(key, change.name, other.name)),
  ]);
}

/** Keys that leave a plan whose flags are in the stores: dropped from it, nothing would ever take them down. */
export function droppedLive(base: ReleasePlan, head: ReleasePlan): readonly Objection[] {
  if (base.standing === "planned" || base.standing === "retired") return [];
  return dropped({ name: base.name, base, head }).map((key) => ({
    reason: "move.drops-live-flag" as const,
    why: `${base.name} stands in ${base.standing} and no longer names ${key}, which would stay in the stores as it is`,
    cure: `Keep ${key} in ${base.file} until the plan is retired, or revert the plan to planned first.`,
  }));
}

function moved(key: string, from: string, to: string): Objection {
  return {
    reason: "move.flag-changes-plan",
    why: `flag ${key} moves from ${from} to ${to}`,
    cure: `Retire ${key} with ${from}, and give ${to} a key of its own.`,
  };
}

const keysOf = (plan: ReleasePlan | null) => (plan?.flags ?? []).map(({ key }) => key);
const without = (keys: readonly string[], others: readonly string[]) => keys.filter((key) => !others.includes(key));
const shared = (keys: readonly string[], others: readonly string[]) => keys.filter((key) => others.includes(key));
const taken = ({ base, head }: Change) => without(keysOf(head), keysOf(base));
const dropped = ({ base, head }: Change) => without(keysOf(base), keysOf(head));
