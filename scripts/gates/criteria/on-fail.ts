import type { Metric } from "../../flag/metric.ts";
import { byHand } from "./by-hand.ts";

/** What a fail of a metric may do: take the flag down, hold it where it is, or only be shown. */
export type OnFail = "revert" | "hold" | "nothing";

/**
 * What a fail of this metric may do. A count to be reached and a value that a person wrote down only ever hold,
 * whatever the plan says; an observed metric does nothing.
 *
 * @param reason the finding's code: a fail for want of data does what `onNoData` says.
 */
export function onFailOf({ measure, role, onFail, onNoData }: Metric, reason = "criteria.limit"): OnFail {
  if (role === "observe") return "nothing";
  if (reason.endsWith(".no-data-too-long")) return onNoData.action;
  const reached = measure.kind === "count" && "min" in measure.objective;
  const written = (measure.kind === "count" || measure.kind === "value") && byHand(measure.value);
  return reached || written || measure.kind === "share" ? "hold" : onFail;
}

/** The same as a verb for people: `12 of 420 would revert`. */
export const verbOf = (metric: Metric): string =>
  ({ revert: "revert", hold: "hold", nothing: "fail" })[onFailOf(metric)];
