import type { Measurement } from "../../flag/measurement.ts";
import type { Metric } from "../../flag/metric.ts";
import { after, showDuration } from "../../flag/time.ts";
import type { Stay } from "./ask.ts";
import { fail, type Judgement, wait } from "./judgement.ts";

/**
 * No data becomes a hold, or the fail the plan asks for, once the window asked about is silent for `onNoData.after`.
 * Only the silence that was measured counts: a window shorter than that says nothing of the time before it.
 */
export function withPatience(judgement: Judgement, metric: Metric, { window }: Measurement, { now }: Stay): Judgement {
  if (judgement.code !== "no-data") return judgement;
  const { after: patience, action } = metric.onNoData;
  if (now < after(window.from, patience)) return judgement;
  const because = `no data for more than ${showDuration(patience)}: ${judgement.because}`;
  return action === "revert"
    ? fail("no-data-too-long", because)
    : wait("no-data-too-long", because, { waitsFor: "a person" });
}

/** Waits that say that nothing was judged, or that have a more telling end of their own. */
const untouched: readonly string[] = ["fresh", "stale", "no-data-too-long"];

/** A wait that outlasts the metric's deadline becomes a hold: never a revert, for nothing is shown to be bad. */
export function withDeadline(judgement: Judgement, { deadline }: Metric, { since, propagation, now }: Stay): Judgement {
  if (judgement.outcome !== "wait" || deadline === null || since === null) return judgement;
  if (untouched.includes(judgement.code) || now < after(since, propagation, deadline)) return judgement;
  return wait("deadline", `not passed within ${showDuration(deadline)}: ${judgement.because}`, {
    waitsFor: "a person",
  });
}
