import type { ReleasePlan } from "../../flag/plan.ts";
import type { ExposureChange } from "../../plan/move.ts";
import { peopleBetween } from "./people.ts";

/** What a move does in one environment to the flags that move together there. */
export interface ExposureLine {
  readonly flags: readonly string[];
  readonly environment: string;
  /** `10 % -> 50 % of users`, numbers first. */
  readonly change: string;
  /** `about 4,800 more people`; null where the plan expects no number. */
  readonly people: string | null;
}

/** One line for each different change; changes that change nothing are left out. */
export function exposureLines(plan: ReleasePlan | null, exposure: readonly ExposureChange[]): readonly ExposureLine[] {
  const lines = new Map<string, ExposureLine>();
  for (const changed of exposure) {
    const change = changeWords(changed);
    if (change === null) continue;
    const key = JSON.stringify([changed.environment, change]);
    const flags = [...(lines.get(key)?.flags ?? []), changed.flag];
    lines.set(key, { flags, environment: changed.environment, change, people: plan && peopleWords(plan, changed) });
  }
  return [...lines.values()];
}

function changeWords({ before, after, direction }: ExposureChange): string | null {
  if (after === null) return before === null ? null : `${seen(before)} -> removed`;
  const was = before ?? { actors: 0, percent: 0 };
  const percent = was.percent === after.percent ? [] : [`${was.percent} % -> ${after.percent} % of users`];
  const actors = was.actors === after.actors ? [] : [`${was.actors} -> ${named(after.actors)}`];
  const changed = [...percent, ...actors].join(", ");
  if (changed !== "") return changed;
  return direction === "same" ? null : `other ${named(after.actors)} than before`;
}

const named = (actors: number) => `${actors} named ${actors === 1 ? "actor" : "actors"}`;

/** `3 named actors and 10 % of users`, `everyone`, `nobody`. */
export function seen({ actors, percent }: { readonly actors: number; readonly percent: number }): string {
  if (percent === 100) return "everyone";
  const parts = [...(actors > 0 ? [named(actors)] : []), ...(percent > 0 ? [`${percent} % of users`] : [])];
  return parts.join(" and ") || "nobody";
}

function peopleWords(plan: ReleasePlan, { environment, before, after }: ExposureChange): string | null {
  const difference = peopleBetween(plan, environment, before?.percent ?? 0, after?.percent ?? 0);
  if (difference === null || difference === 0) return null;
  const people = `${Math.abs(difference).toLocaleString("en-US")}`;
  return `about ${people} ${difference > 0 ? "more" : "fewer"} ${Math.abs(difference) === 1 ? "person" : "people"}`;
}
