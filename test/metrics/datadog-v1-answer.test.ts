import { expect, it } from "vitest";
import { quoter } from "../../scripts/http/quote.ts";
import { readSeries } from "../../scripts/metrics/datadog-v1-answer.ts";
import { end } from "../conformance/provider.ts";

/** A window of five minutes, and buckets of a minute that begin so many minutes before its end. */
const window = { from: end.minus({ minutes: 5 }), to: end };
const point = (minutes: number, value: unknown) => [end.minus({ minutes }).toMillis(), value];
const series = (points: unknown, more: object = { interval: 60 }) => ({
  status: "ok",
  series: [{ pointlist: points, ...more }],
});
const read = (body: unknown, aggregator: "sum" | "last" = "sum", orZero = false) =>
  readSeries(body, { window, aggregator, orZero, quote: quoter([]) });

it.each([
  ["whole buckets are summed", series([point(5, 1), point(3, 2), point(1, 4)]), 7],
  ["a bucket that begins before the window is left out", series([point(6, 100), point(2, 4)]), 4],
  ["a bucket that ends after the window is left out", series([point(2, 4), point(0.5, 100)]), 4],
  ["a bucket that ends with the window counts", series([point(1, 4)]), 4],
  ["a bucket without a value adds nothing", series([point(3, null), point(2, 4)]), 4],
  ["a counted 0 is a 0", series([point(2, 0)]), 0],
  ["without an interval the points say how long a bucket is", series([point(2, 3), point(1, 4)], {}), 7],
  ["without an interval, the last may not be full", series([point(4, 3), point(2, 4), point(0, 100)], {}), 7],
])("DATADOG-17  %s", (_, body, value) => {
  expect(read(body)).toEqual({ kind: "number", value });
});

it("DATADOG-18  the last value is that of the newest whole bucket", () => {
  expect(read(series([point(3, 1), point(2, 5), point(0.5, 100)]), "last")).toEqual({ kind: "number", value: 5 });
});

it.each([[{ status: "ok", series: [] }], [series([])], [series([point(2, null)])], [series([point(0.5, 7)])]])(
  "DATADOG-19  %j is no data",
  (body) => {
    expect(read(body)).toMatchObject({ kind: "no-data" });
  },
);

it.each([
  [{ status: "error", error: "rejected\nhere" }, "bad-query", "Datadog says: rejected here"],
  [{ status: "error" }, "bad-query", "Datadog says: error, without a reason"],
  [{ status: "ok", error: "too long", series: [] }, "bad-query", "Datadog says: too long"],
  [{ status: "ok", series: "invalid" }, "bad-shape", "answered JSON that is no list of series of Datadog"],
  [{ status: "ok", series: [{}, {}] }, "many-series", "expected 1 series, got 2: take the `by {...}` off the query"],
  [series("x"), "bad-shape", "answered a series whose points are no [time, value]"],
  [series([[1e300, 1]]), "bad-shape", "answered a series whose points are no [time, value]"],
  [series([point(2, 1)], {}), "bad-shape", "answered a series that does not say how long its buckets are"],
  [series([point(2, 1)], { interval: 0 }), "bad-shape", "answered a series that does not say how long its buckets are"],
  [series([point(2, "x")]), "not-a-number", 'the bucket of 2026-01-15T11:58:00.000Z: expected a number, got "x"'],
] as const)("DATADOG-20  %j: %s, %s", (body, reason, why) => {
  expect(read(body)).toEqual({ kind: "error", reason, why });
});

it.each([
  ["no series", { status: "ok", series: [] }, "number"],
  ["no point", series([]), "number"],
  ["whole buckets without a value", series([point(2, null)]), "number"],
  ["only a bucket that is not whole", series([point(0.5, 7)]), "no-data"],
])("DATADOG-23  with or 0, %s is 0 only where a whole bucket could have had something", (_, body, kind) => {
  expect(read(body, "sum", true)).toMatchObject(kind === "number" ? { kind, value: 0 } : { kind });
});
