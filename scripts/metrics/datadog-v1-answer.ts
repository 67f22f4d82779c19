import type { Answered, ErrorReason } from "../flag/measurement.ts";
import type { Quote } from "../http/quote.ts";
import { type Aggregator, aggregate } from "./datadog-query.ts";
import { valueAt } from "./json-pointer.ts";
import { readNumber } from "./number.ts";
import type { Question } from "./provider.ts";

export interface Asked {
  readonly window: Question["window"];
  readonly aggregator: Aggregator;
  /** Whether nothing in any whole bucket is a count of 0. */
  readonly orZero: boolean;
  readonly quote: Quote;
}

/**
 * The body of GET /api/v1/query as one number: one series, of which only the buckets that lie whole inside the window
 * count. The newest bucket is still being filled, and the oldest may begin before the window does.
 */
export function readSeries(body: unknown, { window, aggregator, orZero, quote }: Asked): Answered {
  const error = valueAt(body, "/error");
  if (valueAt(body, "/status") === "error" || (typeof error === "string" && error !== "")) {
    return wrong("bad-query", `Datadog says: ${quote(typeof error === "string" ? error : "error, without a reason")}`);
  }
  const series = valueAt(body, "/series");
  if (!Array.isArray(series)) return wrong("bad-shape", "answered JSON that is no list of series of Datadog");
  if (series.length > 1) {
    return wrong("many-series", `expected 1 series, got ${series.length}: take the \`by {...}\` off the query`);
  }
  const points = series.length === 0 ? [] : valueAt(series[0], "/pointlist");
  if (!Array.isArray(points) || !points.every(isPoint)) {
    return wrong("bad-shape", "answered a series whose points are no [time, value]");
  }
  if (points.length === 0 && orZero) return { kind: "number", value: 0 };
  if (points.length === 0) {
    return { kind: "no-data", why: "no series matches: nothing was counted, or a name is misspelt" };
  }
  const length = bucketMs(valueAt(series[0], "/interval"), points);
  if (length === null) return wrong("bad-shape", "answered a series that does not say how long its buckets are");
  const [from, to] = [window.from.toMillis(), window.to.toMillis()];
  const whole = points.filter(([time]) => from <= time && time + length <= to);
  const values: number[] = [];
  for (const [time, value] of whole) {
    const read = readNumber(value, quote);
    if (read.kind === "error") return { ...read, why: `the bucket of ${new Date(time).toISOString()}: ${read.why}` };
    if (read.kind === "number") values.push(read.value);
  }
  if (values.length === 0 && whole.length > 0 && orZero) return { kind: "number", value: 0 };
  const number = aggregate(values, aggregator);
  const why = `none of ${points.length} buckets of ${length / 1000} s lies whole inside the window and has a value`;
  return number === null ? { kind: "no-data", why } : readNumber(number);
}

type Point = readonly [time: number, value: unknown];

/** A time in milliseconds since 1970 that a date can hold, and a value. */
function isPoint(point: unknown): point is Point {
  return Array.isArray(point) && point.length === 2 && typeof point[0] === "number" && Math.abs(point[0]) <= 8.64e15;
}

/** `interval` is in seconds. An answer without it says the same by the distance of its points. */
function bucketMs(interval: unknown, points: readonly Point[]): number | null {
  if (typeof interval === "number") return interval > 0 ? interval * 1000 : null;
  const gaps = points.slice(1).map(([time], index) => time - points[index]![0]);
  const least = gaps.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY);
  return gaps.length > 0 && least > 0 ? least : null;
}

const wrong = (reason: ErrorReason, why: string): Answered => ({ kind: "error", reason, why });
