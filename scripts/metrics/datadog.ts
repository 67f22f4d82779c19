import type { Duration } from "luxon";
import { resolveWindow } from "../flag/query.ts";
import { below } from "../http/address.ts";
import { type Exchange, openHttp } from "../http/http.ts";
import { type Clock, realClock } from "../http/retry.ts";
import { answered } from "./answered.ts";
import { keptFor, unanswerable } from "./coverage.ts";
import { readScalar } from "./datadog-answer.ts";
import { type DatadogQuery, readDatadogQuery } from "./datadog-query.ts";
import { readSeries } from "./datadog-v1-answer.ts";
import type { Provider, Question } from "./provider.ts";

export interface DatadogSettings {
  readonly name: string;
  /** Of the API, already read by readAddress; datadogUrl has it for a site. */
  readonly url: URL;
  readonly api: "v1" | "v2";
  readonly apiKey: string;
  readonly applicationKey: string;
  /** How long the account keeps metrics, where that is not the usual time. */
  readonly retention: Duration | null;
  readonly clock?: Clock;
  readonly timeoutMs?: number;
}

/** The API of a site such as `us5.datadoghq.com` (https://docs.datadoghq.com/getting_started/site/). */
export const datadogUrl = (site: string) => `https://api.${site}`;

/** 15 months (https://docs.datadoghq.com/developers/guide/data-collection-resolution-retention/), each of 30 days. */
const usuallyKeptMs = 15 * 30 * 86_400_000;

/**
 * Datadog metrics by the scalar query of API v2 (https://docs.datadoghq.com/api/latest/metrics/), or by the points of
 * v1 for keys that may only use that. The query is Datadog's own text; scripts/metrics/README.md says what may follow it.
 */
export function datadogProvider(settings: DatadogSettings): Provider {
  const { name, url, api, apiKey, applicationKey, retention, clock = realClock, timeoutMs } = settings;
  const http = openHttp({
    hosts: [url.host],
    headers: { "dd-api-key": apiKey, "dd-application-key": applicationKey },
    secrets: [apiKey, applicationKey],
    clock,
    ...(timeoutMs && { timeoutMs }),
  });
  const source = { name, keptMs: keptFor(retention) ?? usuallyKeptMs };
  const resolve = ({ query, window }: Question) => resolveWindow(query, window.from, window.to);

  return {
    name,
    resolve,
    async ask(question) {
      const cannot = unanswerable(question, source, clock.now());
      if (cannot !== null) return cannot;
      const read = readDatadogQuery(resolve(question));
      if (!read.ok) return { kind: "error", reason: "bad-query", why: http.quote(read.why) };
      const { window } = question;
      const reply = await http.exchange(
        api === "v2" ? scalar(url, read.value, window) : points(url, read.value, window),
      );
      if (reply.kind === "error") return answered(reply);
      const { quote } = http;
      const { aggregator, orZero } = read.value;
      if (api === "v2") return readScalar(reply.json, { quote, orZero });
      return readSeries(reply.json, { window, aggregator, orZero, quote });
    },
  };
}

/** from <= t < to, in milliseconds. */
function scalar(url: URL, { query, aggregator }: DatadogQuery, { from, to }: Question["window"]): Exchange {
  const attributes = {
    from: from.toMillis(),
    to: to.toMillis(),
    queries: [{ data_source: "metrics", name: "a", query, aggregator }],
    formulas: [{ formula: "a" }],
  };
  const body = JSON.stringify({ data: { type: "scalar_request", attributes } });
  const headers = { "content-type": "application/json" };
  return { url: below(url, "/api/v2/query/scalar"), method: "POST", headers, body };
}

/** In whole seconds, both inside the window. */
function points(url: URL, { query }: DatadogQuery, { from, to }: Question["window"]): Exchange {
  const at = below(url, "/api/v1/query");
  const [begin, end] = [Math.ceil(from.toSeconds()), Math.floor(to.toSeconds())];
  at.search = new URLSearchParams({ query, from: String(begin), to: String(end) }).toString();
  return { url: at, method: "GET" };
}
