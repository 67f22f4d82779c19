import type { Duration } from "luxon";
import type { Answered } from "../flag/measurement.ts";
import { resolveWindow } from "../flag/query.ts";
import { below } from "../http/address.ts";
import type { Failure } from "../http/failure.ts";
import { type Http, openHttp, type Reply } from "../http/http.ts";
import type { Clock } from "../http/retry.ts";
import { keptFor, readRetention, uncovered } from "./coverage.ts";
import { askOnce } from "./once.ts";
import { readAnswer, textAt } from "./prometheus-answer.ts";
import type { Provider, Question } from "./provider.ts";

export interface PrometheusSettings {
  readonly name: string;
  /** Of the server, with the path prefix it is served under; already read by readAddress. */
  readonly url: URL;
  /** Sent as bearer token; null sends none. */
  readonly token: string | null;
  /** How long the server keeps data, where it cannot be asked. */
  readonly retention: Duration | null;
  readonly clock?: Clock;
  readonly timeoutMs?: number;
}

/**
 * The Prometheus HTTP API (https://prometheus.io/docs/prometheus/latest/querying/api/), spoken by Prometheus,
 * VictoriaMetrics, Thanos and Mimir. One instant query at the window's end, so that asking again gives the same number.
 */
export function prometheusProvider({ name, url, token, retention, clock, timeoutMs }: PrometheusSettings): Provider {
  const http = openHttp({
    hosts: [url.host],
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
    secrets: token === null ? [] : [token],
    ...(clock && { clock }),
    ...(timeoutMs && { timeoutMs }),
  });
  const stated = keptFor(retention);
  const keeps = askOnce(
    () => askRetention(http, url),
    (told) => typeof told !== "object" || told === null,
  );

  const resolve = ({ query, window }: Question) => resolveWindow(query, window.from, window.to);

  return {
    name,
    resolve,
    async ask(question) {
      if (question.window.from >= question.window.to) return { kind: "no-data", why: "the window is still empty" };
      const doubt = stated === null ? null : uncovered(question, stated, name);
      if (doubt !== null) return doubt;
      const told = await keeps();
      const unknown = typeof told === "object" && told !== null;
      if (unknown && stated === null) return answerOf(told);
      const short = uncovered(question, unknown ? stated : (told ?? stated), name);
      if (short !== null) return short;

      const time = String(question.window.to.toMillis() / 1000);
      const body = new URLSearchParams({ query: resolve(question), time }).toString();
      const headers = { "content-type": "application/x-www-form-urlencoded" };
      const reply = await http.exchange({ url: below(url, "/api/v1/query"), method: "POST", headers, body });
      if (reply.kind === "error") return answerOf(reply);
      return readAnswer(reply.json, { quote: http.quote, allowPartial: question.allowPartial ?? false });
    },
  };
}

/** What the server says of its retention; null where it does not say (VictoriaMetrics and hosted services have no such page). */
async function askRetention(http: Http, url: URL): Promise<number | null | Failure> {
  const reply: Reply | Failure = await http.exchange({ url: below(url, "/api/v1/status/runtimeinfo"), method: "GET" });
  if (reply.kind === "error") return reply.retries > 0 ? reply : null;
  const text = textAt(reply.json, ["data", "storageRetention"]);
  return text === null ? null : readRetention(text);
}

/** VictoriaMetrics answers 400 without JSON for a path it does not have; with JSON a 400 speaks of the query. */
function answerOf({ reason, why, status, json }: Failure): Answered {
  if (status !== 400 || json) return { kind: "error", reason, why };
  return { kind: "error", reason: "not-found", why: `${why} (is the url in the settings right?)` };
}
