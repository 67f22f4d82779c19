import type { Measurement, Part } from "../../flag/measurement.ts";
import type { Metric, Objective, Query } from "../../flag/metric.ts";
import { byHand } from "./by-hand.ts";
import { fail, type Judgement, pass, wait } from "./judgement.ts";
import { numbers } from "./numbers.ts";
import { meets } from "./objective.ts";
import { judgeSamples } from "./samples.ts";
import { amount } from "./words.ts";

interface ValueMeasure {
  readonly objective: Objective;
  readonly value: Query;
  readonly samples: Query | null;
  readonly consecutive: number;
}

/**
 * A value that is no count, such as a percentile. It fails where it is outside its objective in `consecutive` distinct
 * windows: a rule of thumb whose error nothing controls, and the finding says so.
 */
export function judgeValue(metric: Metric, measure: ValueMeasure, measurement: Measurement): Judgement {
  const read = numbers(measurement, ["value"]);
  if (read.kind === "none") return read.judgement;
  const newest = meets(read.values[0]!, measure.objective);
  if (!newest.met && byHand(measure.value)) return fail("limit", `${newest.text}, as somebody wrote down`);
  const windows = newest.met ? [] : badWindows(measure, measurement, read.values[0]!);
  if (!newest.met && windows.length >= measure.consecutive) {
    const all = measure.consecutive === 1 ? "" : ` in each of ${measure.consecutive} windows (${windows.join(", ")})`;
    return fail("consecutive", `${newest.text}${all}; a rule of thumb, its error is not controlled`);
  }
  const few = judgeSamples(metric, measure.samples, measure.value, measurement, newest.text);
  if (few !== null) return few;
  if (newest.met) return pass(newest.text);
  return wait(
    "consecutive-open",
    `${newest.text}, in ${windows.length} of the ${measure.consecutive} windows that fail`,
    {
      waitsFor: "the next windows",
    },
  );
}

/** The newest distinct windows in a row that are bad, as text; a window without an answer ends the row. */
function badWindows(
  { consecutive, objective }: ValueMeasure,
  measurement: Measurement,
  newest: number,
): readonly string[] {
  const limit = "max" in objective ? objective.max : objective.min;
  const bad: string[] = [];
  for (let i = 1; i <= consecutive; i++) {
    const part: Part = `window.${i}.value`;
    // A metric with a window of its own has been asked about the newest one already.
    const read = i === 1 && measurement.parts[part] === undefined ? null : numbers(measurement, [part]);
    if (read?.kind === "none") break;
    const value = read === null ? newest : read.values[0]!;
    if (meets(value, objective).met) break;
    bad.push(amount(value, limit));
  }
  return bad;
}
