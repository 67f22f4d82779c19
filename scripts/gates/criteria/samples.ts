import type { Measurement } from "../../flag/measurement.ts";
import type { Metric, Query } from "../../flag/metric.ts";
import { byHand } from "./by-hand.ts";
import { error, type Judgement, wait } from "./judgement.ts";
import { numbers } from "./numbers.ts";
import { about, count } from "./words.ts";

/**
 * Whether there are too few events to promote, and when there will be enough at the rate of the window seen. Events are
 * counted as they are: a design effect does not divide them here.
 */
export function tooFew({ minSamples }: Metric, samples: number, milliseconds: number): Judgement | null {
  if (samples >= minSamples * (1 - 1e-9)) return null;
  const rest = samples > 0 ? ((minSamples - samples) / samples) * milliseconds : null;
  const eta = rest === null ? "none yet" : `at this rate enough in ${about(rest)}`;
  return wait("below-min-samples", `${Math.floor(samples)} of ${count(minSamples)} samples; ${eta}`, {
    waitsFor: `${count(Math.ceil(minSamples - samples))} more samples`,
  });
}

/**
 * What stands between a value or a count and a pass: too few samples, or no way to know. A value that a person wrote
 * down may come without a number of samples. Null where nothing does.
 */
export function judgeSamples(
  metric: Metric,
  samples: Query | null,
  value: Query,
  measurement: Measurement,
  seen: string,
): Judgement | null {
  if (samples === null) {
    if (byHand(value) || metric.role === "observe") return null;
    return error(
      "config",
      `${seen}, but ${metric.name} has no samples query, and no events would read the same: add one`,
    );
  }
  const read = numbers(measurement, ["samples"]);
  if (read.kind === "none") return read.judgement;
  const [number] = read.values as [number];
  if (number <= 0) return wait("no-data", `no traffic: "samples" is ${number}`, { waitsFor: "traffic" });
  const few = tooFew(metric, number, measurement.window.to.diff(measurement.window.from).toMillis());
  return few === null ? null : { ...few, because: `${few.because}; ${seen} so far` };
}
