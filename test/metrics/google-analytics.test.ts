import { Duration } from "luxon";
import { expect, it, onTestFinished } from "vitest";
import { type AnalyticsSettings, analyticsProvider } from "../../scripts/metrics/google-analytics.ts";
import { end, providerConformance, questionOf } from "../conformance/provider.ts";
import { napping } from "../http/clock.ts";
import * as faults from "../http/faults.ts";
import { property, startAnalytics, token, type World } from "./fakes/google-analytics.ts";
import { transport } from "./transport.ts";

const downloads = "eventCount where eventName = downloads";
/** Two days after the window's end, as settle: P2D leaves it. */
const now = end.plus({ days: 2 }).toMillis();
const open = (url: URL, more: Partial<AnalyticsSettings> = {}) =>
  analyticsProvider({ name: "analytics", url, property, token, retention: null, clock: napping(now), ...more });

async function started(world: Partial<World> = {}) {
  const fake = await startAnalytics({ now: () => now, ...world });
  onTestFinished(fake.close);
  return fake;
}

const ask = async (query: string, more: Partial<AnalyticsSettings> = {}, length = "P3D") =>
  open((await started()).url, more).ask(questionOf(query, length));

providerConformance("Google Analytics", async () => {
  const fake = await startAnalytics({ now: () => now });
  const event = (name: string) => questionOf(`eventCount where eventName = ${name}`, "P3D");
  return {
    provider: open(fake.url),
    known: { question: questionOf(downloads, "P3D"), value: 115_200 },
    nothing: event("nobody"),
    wrong: [
      { question: event("rare"), reason: "partial" },
      { question: event("scattered"), reason: "partial" },
      { question: event("huge"), reason: "partial" },
      { question: questionOf("downloadCount", "P3D"), reason: "bad-query" },
      { question: questionOf("eventCount were eventName = downloads", "P3D"), reason: "bad-query" },
      { question: questionOf(downloads, "P61D"), reason: "coverage" },
    ],
    secrets: [token],
    close: fake.close,
  };
});

transport("Google Analytics", {
  start: () => startAnalytics({ now: () => now }),
  open,
  question: questionOf(downloads, "P3D"),
  secrets: [token],
  before: 1,
});

it("ANALYTICS-1  one total over the whole days of the property's own zone, which is asked for once", async () => {
  const fake = await started();
  const provider = open(fake.url);
  expect(await provider.ask(questionOf(downloads, "P3D"))).toEqual({ kind: "number", value: 115_200 });
  expect(await provider.ask(questionOf("eventCount", "P3D"))).toEqual({ kind: "number", value: 115_200 });
  const path = `POST /v1beta/properties/${property}:runReport`;
  expect(fake.seen.map(({ line }) => line)).toEqual([path, path, path]);
  expect(fake.seen[0]!.headers.authorization).toBe(`Bearer ${token}`);
  const days = [{ startDate: "2026-01-13", endDate: "2026-01-14" }];
  const stringFilter = { matchType: "EXACT", value: "downloads", caseSensitive: true };
  expect(fake.seen.map(({ body }) => JSON.parse(body))).toEqual([
    {
      dateRanges: [{ startDate: "yesterday", endDate: "yesterday" }],
      metrics: [{ name: "eventCount" }],
      returnPropertyQuota: true,
    },
    {
      dateRanges: days,
      metrics: [{ name: "eventCount" }],
      dimensionFilter: { filter: { fieldName: "eventName", stringFilter } },
      returnPropertyQuota: true,
    },
    { dateRanges: days, metrics: [{ name: "eventCount" }], returnPropertyQuota: true },
  ]);
});

it("ANALYTICS-2  a window without one whole day is no data, not a smaller number", async () => {
  const answer = await ask(downloads, {}, "P1D");
  const why = "no whole day of America/New_York lies inside the window yet: Google Analytics counts by days";
  expect(answer).toEqual({ kind: "no-data", why });
});

it("ANALYTICS-3  a day that is still being processed is an incomplete answer, unless the metric allows it", async () => {
  const fake = await started({ now: () => end.toMillis() });
  const provider = open(fake.url, { clock: napping(end.toMillis()) });
  const why = "2026-01-14 is complete only 48 h after its end: write settle: P2D in the metric";
  expect(await provider.ask(questionOf(downloads, "P3D"))).toEqual({ kind: "error", reason: "partial", why });
  const allowed = questionOf(downloads, "P3D", { allowPartial: true });
  expect(await provider.ask(allowed)).toEqual({ kind: "number", value: 115_200 });
});

it("ANALYTICS-4  thresholded, sampled and grouped reports are numbers only where the metric allows it", async () => {
  const fake = await started();
  const allowed = (event: string) =>
    open(fake.url).ask(questionOf(`eventCount where eventName = ${event}`, "P3D", { allowPartial: true }));
  expect(await allowed("rare")).toEqual({ kind: "number", value: 4 });
  expect(await allowed("scattered")).toEqual({ kind: "number", value: 4000 });
  expect(await allowed("huge")).toEqual({ kind: "number", value: 4_000_000 });
});

it("ANALYTICS-5  a budget that is used up is not asked against any more, until an hour has passed", async () => {
  const fake = await started({ tokens: 2 });
  const clock = napping(now);
  const provider = open(fake.url, { clock });
  expect(await provider.ask(questionOf(downloads, "P3D"))).toEqual({ kind: "number", value: 115_200 });
  expect(await provider.ask(questionOf(downloads, "P3D"))).toMatchObject({ kind: "error", reason: "rate-limited" });
  expect(fake.seen).toHaveLength(2);
  await clock.sleep(3_600_000);
  expect(await provider.ask(questionOf(downloads, "P3D"))).toMatchObject({ kind: "error", reason: "rate-limited" });
  expect(fake.seen).toHaveLength(6);
});

it.each([
  [{ token: "ya29.another" }, "auth"],
  [{ property: 7 }, "auth"],
  [{ retention: Duration.fromISO("P2D") }, "coverage"],
])("ANALYTICS-6  %j: %s", async (more, reason) => {
  expect(await ask(downloads, more)).toMatchObject({ kind: "error", reason });
});

it("ANALYTICS-21  or 0 makes a 0 of a report without a row, but none of a window without a day", async () => {
  expect(await ask("eventCount where eventName = nobody or 0")).toEqual({ kind: "number", value: 0 });
  expect(await ask("eventCount where eventName = nobody or 0", {}, "P1D")).toMatchObject({ kind: "no-data" });
});

it("ANALYTICS-7  trouble in learning the zone is the answer to one question, not to all", async () => {
  const fake = await started();
  fake.fail(faults.answer(401, "{}"), faults.answer(200, "{}"));
  const provider = open(fake.url);
  expect(await provider.ask(questionOf(downloads, "P3D"))).toMatchObject({ reason: "auth" });
  expect(await provider.ask(questionOf(downloads, "P3D"))).toMatchObject({ reason: "bad-shape" });
  expect(await provider.ask(questionOf(downloads, "P3D"))).toEqual({ kind: "number", value: 115_200 });
});
