import { above, stageNamed } from "../flag/ladder.ts";
import type { Measurement } from "../flag/measurement.ts";
import type { ReleasePlan } from "../flag/plan.ts";
import type { Stay } from "../gates/criteria/ask.ts";
import { recordOf } from "../gates/criteria/record.ts";
import { setResults, setStanding } from "../load/edit.ts";

/**
 * The plan's text one stage further up, with a record of what was measured in the stage being left. Pure; null at the
 * top.
 */
export function promotedText(
  text: string,
  plan: ReleasePlan,
  measurements: readonly Measurement[],
  stay: Stay | null,
): { readonly text: string; readonly to: string } | null {
  const to = above(plan, plan.standing);
  if (to === null) return null;
  const risen = setStanding(text, to);
  const records = stay === null ? [] : recordsOf(plan, measurements, stay);
  if (records.length === 0 || stageNamed(plan, plan.standing) === null) return { to, text: risen };
  return { to, text: setResults(risen, plan.standing, { measured: Object.fromEntries(records) }) };
}

function recordsOf({ metrics }: ReleasePlan, measurements: readonly Measurement[], stay: Stay) {
  return measurements.flatMap((measurement) => {
    const metric = metrics.find(({ name }) => name === measurement.metric);
    return metric === undefined ? [] : [[metric.name, recordOf(metric, measurement, stay)] as const];
  });
}
