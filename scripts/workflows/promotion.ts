import { above } from "../flag/ladder.ts";
import type { Measurement } from "../flag/measurement.ts";
import type { ReleasePlan } from "../flag/plan.ts";
import { setResults, setStanding } from "../load/edit.ts";

/** The plan's text one stage further up, with what was measured in the stage being left. Pure; null at the top. */
export function promotedText(
  text: string,
  plan: ReleasePlan,
  measurements: readonly Measurement[],
): { readonly text: string; readonly to: string } | null {
  const to = above(plan, plan.standing);
  if (to === null) return null;
  const risen = setStanding(text, to);
  const measured = Object.fromEntries(measurements.map((one) => [one.metric, recordOf(one)] as const));
  const kept = Object.keys(measured).length === 0 || plan.standing === "planned";
  return { to, text: kept ? risen : setResults(risen, plan.standing, { measured }) };
}

/** What is kept of a measurement: the window and each number, or why there is none. */
function recordOf({ window, askedAt, parts }: Measurement): Record<string, unknown> {
  const numbers = Object.entries(parts).flatMap(([part, asked]) => {
    if (asked === undefined) return [];
    return [[part, asked.answer.kind === "number" ? asked.answer.value : asked.answer.why] as const];
  });
  return {
    from: window.from.toUTC().toISO({ suppressMilliseconds: true }),
    to: window.to.toUTC().toISO({ suppressMilliseconds: true }),
    at: askedAt.toUTC().toISO({ suppressMilliseconds: true }),
    ...Object.fromEntries(numbers),
  };
}
