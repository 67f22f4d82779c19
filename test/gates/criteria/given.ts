import { DateTime, Duration } from "luxon";
import type { Answered, Asked, ErrorReason, Measurement, Part } from "../../../scripts/flag/measurement.ts";
import type { Measure, Metric, Query } from "../../../scripts/flag/metric.ts";
import { questionsOf, type Stay, windowOf } from "../../../scripts/gates/criteria/ask.ts";
import { ratio } from "../../support/plans.ts";

export const at = (text: string) => DateTime.fromISO(text, { zone: "utc" });
export const lasting = (text: string) => Duration.fromISO(text);
export const query = (text: string, provider = "prometheus"): Query => ({ provider, query: text });

/** Ten percent of users, twenty hours in. */
export const stay: Stay = {
  since: at("2025-03-12T14:00:00Z"),
  now: at("2025-03-13T10:00:00Z"),
  propagation: lasting("PT60S"),
  percent: 10,
};

/** How long after the stage began. */
export const later = (duration: string, parts: Partial<Stay> = {}): Stay => ({
  ...stay,
  now: stay.since!.plus(lasting(duration)),
  ...parts,
});

const timing = { initialDelay: lasting("PT15M"), settle: lasting("PT5M"), maxAge: lasting("PT2H") };

type Ratio = Measure & { kind: "ratio" };
type Counted = Measure & { kind: "count" };
type Valued = Measure & { kind: "value" };

/** Errors of downloads: at most 1 %, 200 samples to promote. */
export function rate(parts: Partial<Metric> = {}, measure: Partial<Ratio> = {}): Metric {
  const metric = ratio("download-errors", { ...timing, ...parts });
  return { ...metric, measure: { ...(metric.measure as Ratio), ...measure } };
}

export const control = { bad: query("control bad"), total: query("control total"), maxRatio: 1 };

export const counted = (measure: Partial<Counted> = {}, parts: Partial<Metric> = {}): Metric => ({
  ...rate({ name: "downloads", ...parts }),
  measure: { kind: "count", objective: { min: 500 }, value: query("value"), samples: null, ...measure },
});

export const valued = (measure: Partial<Valued> = {}, parts: Partial<Metric> = {}): Metric => ({
  ...rate({ name: "p95", ...parts }),
  measure: {
    kind: "value",
    objective: { max: 0.5 },
    value: query("value"),
    samples: query("samples"),
    consecutive: 3,
    ...measure,
  },
});

export const shared = (parts: Partial<Metric> = {}): Metric => ({
  ...rate({ name: "share", minSamples: 1, ...parts }),
  measure: { kind: "share", exposed: query("exposed"), eligible: query("eligible") },
});

/** A number, null for no data, or the reason of an error. */
export type Told = number | null | ErrorReason;

export function answer(told: Told): Answered {
  if (typeof told === "number") return { kind: "number", value: told };
  return told === null
    ? { kind: "no-data", why: "empty result" }
    : { kind: "error", reason: told, why: `it said ${told}` };
}

export function asked(told: Told): Asked {
  return { provider: "prometheus", query: "sum(x)", answer: answer(told) };
}

/** A measurement made when the stay is looked at, with these answers. */
export function measured(
  metric: Metric,
  told: Readonly<Partial<Record<Part, Told>>>,
  at: Stay = stay,
  parts: Partial<Measurement> = {},
): Measurement {
  const answers = Object.entries(told).map(([part, one]) => [part, asked(one!)]);
  return {
    metric: metric.name,
    window: windowOf(metric, at),
    askedAt: at.now,
    parts: Object.fromEntries(answers),
    ...parts,
  };
}

/** The parts a metric is asked for at this point of a stay, as `part: from .. to` in minutes after the stage began. */
export const questions = (metric: Metric, at: Stay = stay): readonly string[] =>
  questionsOf(metric, at).map(({ part, window }) => {
    const minutes = (time: DateTime) => time.diff(at.since!).as("minutes");
    return `${part}: ${minutes(window.from)} .. ${minutes(window.to)}`;
  });
