import { expect, it } from "vitest";
import { readAnalyticsQuery } from "../../scripts/metrics/google-analytics-query.ts";

const filter = (fieldName: string, value: string) => ({
  filter: { fieldName, stringFilter: { matchType: "EXACT", value, caseSensitive: true } },
});

it.each([
  ["eventCount", "eventCount", null],
  ["eventCount where eventName = download_1095b", "eventCount", filter("eventName", "download_1095b")],
  ['keyEvents:purchase where pageTitle="Your form"', "keyEvents:purchase", filter("pageTitle", "Your form")],
  [
    "totalUsers where eventName = a and customEvent:variant = on",
    "totalUsers",
    { andGroup: { expressions: [filter("eventName", "a"), filter("customEvent:variant", "on")] } },
  ],
  ["bounceRate", "bounceRate", null],
])("ANALYTICS-11  %s", (text, metric, dimensionFilter) => {
  expect(readAnalyticsQuery(text)).toEqual({ ok: true, value: { metric, dimensionFilter, orZero: false } });
});

it.each([
  ["", "it names no metric: write eventCount where eventName = ..."],
  ["where eventName = a", "it names no metric: write eventCount where eventName = ..."],
  ["evntCount where eventName = a", "unknown metric evntCount: did you mean `eventCount`?"],
  ["event-count", "event-count is no name of a metric: did you mean `eventCount`?"],
  ["event/s", "event/s is no name of a metric: write eventCount"],
  ["eventCount wher", "expected `where` or nothing after eventCount, got wher: did you mean `where`?"],
  ["eventCount sessions", "expected `where` or nothing after eventCount, got sessions: one metric, then where"],
  [
    "eventCount where event-name = a",
    "event-name is no name of a dimension: write eventName, or customEvent:<parameter>",
  ],
])("ANALYTICS-12  %j: %s", (text, why) => {
  expect(readAnalyticsQuery(text)).toEqual({ ok: false, why });
});

it("ANALYTICS-19  or 0 may stand at the end", () => {
  expect(readAnalyticsQuery("eventCount where eventName = a or 0")).toMatchObject({
    ok: true,
    value: { orZero: true },
  });
  expect(readAnalyticsQuery("eventCount or 0")).toMatchObject({ ok: true, value: { orZero: true } });
});
