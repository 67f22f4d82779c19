import { DateTime, type Duration, IANAZone } from "luxon";
import type { Answered } from "../flag/measurement.ts";
import { resolveWindow } from "../flag/query.ts";
import { below } from "../http/address.ts";
import type { Failure } from "../http/failure.ts";
import { openHttp, type Reply } from "../http/http.ts";
import { type Clock, realClock } from "../http/retry.ts";
import { answered } from "./answered.ts";
import { keptFor, unanswerable } from "./coverage.ts";
import { readReport, usedUp, zoneIn } from "./google-analytics-answer.ts";
import { type Days, wholeDays } from "./google-analytics-days.ts";
import { readAnalyticsQuery } from "./google-analytics-query.ts";
import { askOnce } from "./once.ts";
import type { Provider, Question } from "./provider.ts";

export interface AnalyticsSettings {
  readonly name: string;
  /** Of the API, already read by readAddress; analyticsUrl has it. */
  readonly url: URL;
  /** The number of a Google Analytics 4 property. */
  readonly property: number;
  /** An OAuth 2.0 access token with the scope analytics.readonly. */
  readonly token: string;
  /** The property's data retention, where it is set longer than the shortest. */
  readonly retention: Duration | null;
  readonly clock?: Clock;
  readonly timeoutMs?: number;
}

export const analyticsUrl = "https://analyticsdata.googleapis.com";

/** The shortest data retention a property can have: https://support.google.com/analytics/answer/7667196. */
const surelyKeptMs = 60 * 86_400_000;

/** Processing takes up to this long after a day's end: https://support.google.com/analytics/answer/11198161. */
const lateHours = 48;

/**
 * Google Analytics by runReport of the Data API: one total over the whole days, in the property's own time zone, that
 * lie inside the window. https://developers.google.com/analytics/devguides/reporting/data/v1/rest/v1beta/properties/runReport
 */
export function analyticsProvider(settings: AnalyticsSettings): Provider {
  const { name, url, property, token, retention, clock = realClock, timeoutMs } = settings;
  const http = openHttp({
    hosts: [url.host],
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    secrets: [token],
    clock,
    ...(timeoutMs && { timeoutMs }),
  });
  const source = { name, keptMs: keptFor(retention) ?? surelyKeptMs };
  const resolve = ({ query, window }: Question) => resolveWindow(query, window.from, window.to);

  let empty: { readonly budget: string; readonly until: number } | null = null;
  async function report(request: object): Promise<Reply | Failure> {
    const body = JSON.stringify({ ...request, returnPropertyQuota: true });
    const reply = await http.exchange({
      url: below(url, `/v1beta/properties/${property}:runReport`),
      method: "POST",
      body,
    });
    const budget = reply.kind === "reply" ? usedUp(reply.json) : null;
    if (budget !== null) empty = { budget, until: clock.now() + 3_600_000 };
    return reply;
  }
  /** A report of one day tells the zone in which all further days are asked for. */
  const dateRanges = [{ startDate: "yesterday", endDate: "yesterday" }];
  const zone = askOnce(
    () => report({ dateRanges, metrics: [{ name: "eventCount" }] }),
    (told) => told.kind === "reply" && zoneIn(told.json) !== null,
  );

  return {
    name,
    resolve,
    async ask(question) {
      const cannot = unanswerable(question, source, clock.now());
      if (cannot !== null) return cannot;
      const read = readAnalyticsQuery(resolve(question));
      if (!read.ok) return { kind: "error", reason: "bad-query", why: http.quote(read.why) };
      const told = await zone();
      if (told.kind === "error") return answered(told);
      const days = daysOf(question, zoneIn(told.json), clock.now());
      if ("kind" in days) return days;
      if (empty !== null && clock.now() < empty.until) {
        const why = `the property's ${empty.budget} are used up: Google refuses all requests until they are refilled`;
        return { kind: "error", reason: "rate-limited", why };
      }
      const { metric, dimensionFilter, orZero } = read.value;
      const reply = await report({
        dateRanges: [{ startDate: days.first, endDate: days.last }],
        metrics: [{ name: metric }],
        ...(dimensionFilter !== null && { dimensionFilter }),
      });
      if (reply.kind === "error") return answered(reply);
      return readReport(reply.json, { quote: http.quote, allowPartial: question.allowPartial ?? false, orZero });
    },
  };
}

/** The days to ask for, or why there are none: not one whole day yet, or the last of them still being processed. */
function daysOf({ window, allowPartial }: Question, zone: string | null, now: number): Days | Answered {
  if (zone === null || !IANAZone.isValidZone(zone)) {
    return { kind: "error", reason: "bad-shape", why: "answered a report without the property's time zone" };
  }
  const days = wholeDays(window, zone);
  if (days === null) {
    return {
      kind: "no-data",
      why: `no whole day of ${zone} lies inside the window yet: Google Analytics counts by days`,
    };
  }
  const complete = days.end.plus({ hours: lateHours });
  if (allowPartial || complete <= DateTime.fromMillis(now)) return days;
  const why = `${days.last} is complete only ${lateHours} h after its end: write settle: P2D in the metric`;
  return { kind: "error", reason: "partial", why };
}
