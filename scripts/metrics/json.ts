import type { Duration } from "luxon";
import { openHttp } from "../http/http.ts";
import { type Clock, realClock } from "../http/retry.ts";
import { answered } from "./answered.ts";
import { keptFor, unanswerable } from "./coverage.ts";
import { follow, isPointer } from "./json-pointer.ts";
import { fill, type RequestTemplate, resolveQuery } from "./json-request.ts";
import { readNumber } from "./number.ts";
import type { Provider } from "./provider.ts";

export interface JsonSettings {
  readonly name: string;
  /** Its url, without placeholders, already read by readAddress. */
  readonly request: RequestTemplate;
  /** By header name; every value is taken for a secret. */
  readonly headers: Readonly<Record<string, string>>;
  /** Where in the answer the number stands; null where the metric's query says that. */
  readonly pointer: string | null;
  readonly retention: Duration | null;
  readonly clock?: Clock;
  readonly timeoutMs?: number;
}

/**
 * One number out of any JSON that a server answers with. The metric's query is the JSON Pointer to it (RFC 6901), or,
 * where the settings have the pointer, the text for `{{query}}` in their url or body.
 */
export function jsonProvider(settings: JsonSettings): Provider {
  const { name, request, headers, pointer, retention, clock = realClock, timeoutMs } = settings;
  const values = Object.values(headers);
  const http = openHttp({
    hosts: [new URL(request.url).host],
    headers,
    secrets: [...values, ...values.map((value) => value.split(" ").at(-1)!)],
    clock,
    ...(timeoutMs && { timeoutMs }),
  });
  const source = { name, keptMs: keptFor(retention) };

  return {
    name,
    resolve: resolveQuery,
    async ask(question) {
      const cannot = unanswerable(question, source, clock.now());
      if (cannot !== null) return cannot;
      const place = pointer ?? resolveQuery(question).trim();
      if (!isPointer(place)) {
        const why = `${http.quote(place)} is no JSON Pointer: write /data/0/value, with ~1 for / and ~0 for ~ in a name`;
        return { kind: "error", reason: "bad-query", why };
      }
      const exchange = fill(request, question);
      if (exchange === null) {
        return {
          kind: "error",
          reason: "bad-query",
          why: "the query leads to another path of the server: take the .. out",
        };
      }
      const reply = await http.exchange(exchange);
      if (reply.kind === "error") return answered(reply);
      const at = follow(reply.json, place);
      if (at.found) return readNumber(at.value, http.quote);
      return {
        kind: "error",
        reason: "bad-shape",
        why: `the answer has nothing at ${http.quote(place)}: look at it again`,
      };
    },
  };
}
