import type { ReleasePlan } from "../../flag/plan.ts";

/**
 * How many more people see a flag at one percent than at another, rounded to two digits; null where the plan expects
 * no number. `expected.uniqueUsers` of a stage is the people at that stage's percent; other percents are in proportion
 * to the nearest stage that says one.
 */
export function peopleBetween(plan: ReleasePlan, environment: string, before: number, after: number): number | null {
  const [from, to] = [peopleAt(plan, environment, before), peopleAt(plan, environment, after)];
  return from === null || to === null ? null : rounded(to - from);
}

function peopleAt(plan: ReleasePlan, environment: string, percent: number): number | null {
  const said = plan.stages.flatMap((stage) => {
    const [share, people] = [stage.exposure?.percent ?? 0, stage.expected.uniqueUsers];
    return stage.environment === environment && share > 0 && people !== null ? [{ share, people }] : [];
  });
  const nearest = said.toSorted((a, b) => Math.abs(a.share - percent) - Math.abs(b.share - percent))[0];
  return nearest === undefined ? null : (nearest.people / nearest.share) * percent;
}

function rounded(people: number): number {
  return Number(people.toPrecision(2));
}
