import { expect, it } from "vitest";
import { aggregate, readDatadogQuery } from "../../scripts/metrics/datadog-query.ts";

it.each([
  ["sum:a{*}.as_count()", "sum:a{*}.as_count()", "sum"],
  ["  sum:a{*}.as_count()\n", "sum:a{*}.as_count()", "sum"],
  ["avg:latency{*} | avg", "avg:latency{*}", "avg"],
  ["max:latency{*}|max", "max:latency{*}", "max"],
  ["sum:a{*}.as_count() | last", "sum:a{*}.as_count()", "last"],
])("DATADOG-10  %j asks %s, put together by %s", (text, query, aggregator) => {
  expect(readDatadogQuery(text)).toEqual({ ok: true, value: { query, aggregator, orZero: false } });
});

it.each([
  ["sum:a{*}.as_count() or 0", "sum:a{*}.as_count()"],
  ["sum:a{b:c OR d:e}.as_count()\n or  0\n", "sum:a{b:c OR d:e}.as_count()"],
  ["sum:a{*}.as_count() | sum or 0", "sum:a{*}.as_count()"],
])("DATADOG-21  %j is 0 where nobody counted", (text, query) => {
  expect(readDatadogQuery(text)).toEqual({ ok: true, value: { query, aggregator: "sum", orZero: true } });
});

it.each([
  ["avg:latency{*} | avg or 0", "or 0 is for counts: the avg of nothing is not 0"],
  ["", "the query is empty: write a Datadog metric query"],
  [" | sum", "the query is empty: write a Datadog metric query"],
  ["avg:latency{*}", "the query counts nothing: add .as_count(), or say how its points become one number: | avg"],
  ["avg:latency{*} | mxa", "unknown aggregator mxa: did you mean `max`?"],
  ["avg:latency{*} | percentile", "unknown aggregator percentile: it takes sum, avg, min, max, last"],
  ["avg:latency{*} | ", "unknown aggregator (nothing): it takes sum, avg, min, max, last"],
])("DATADOG-11  %j: %s", (text, why) => {
  expect(readDatadogQuery(text)).toEqual({ ok: false, why });
});

it.each([
  ["sum", 10],
  ["avg", 2.5],
  ["min", 1],
  ["max", 4],
  ["last", 3],
] as const)("DATADOG-12  %s of points, and of none nothing", (aggregator, value) => {
  expect(aggregate([1, 4, 2, 3], aggregator)).toBe(value);
  expect(aggregate([], aggregator)).toBeNull();
});
