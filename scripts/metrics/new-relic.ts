import type { Duration } from "luxon";
import { resolveWindow } from "../flag/query.ts";
import { openHttp } from "../http/http.ts";
import { type Clock, realClock } from "../http/retry.ts";
import { answered } from "./answered.ts";
import { keptFor, unanswerable } from "./coverage.ts";
import { readResults, reasonInErrors } from "./new-relic-answer.ts";
import { inWindow } from "./new-relic-query.ts";
import type { Provider, Question } from "./provider.ts";

export interface NewRelicSettings {
  readonly name: string;
  /** Of NerdGraph, its path included, already read by readAddress; newRelicUrl has it for a region. */
  readonly url: URL;
  readonly account: number;
  /** A user key. */
  readonly token: string;
  /** How long the account keeps the data asked about; it differs by kind of data and contract. */
  readonly retention: Duration | null;
  readonly clock?: Clock;
  readonly timeoutMs?: number;
}

/** NerdGraph's address (https://docs.newrelic.com/docs/apis/nerdgraph/get-started/introduction-new-relic-nerdgraph/). */
export const newRelicUrl = (region: "us" | "eu") => `https://api.${region === "eu" ? "eu." : ""}newrelic.com/graphql`;

/** The query goes as a variable, so that no text of it can become GraphQL. The server gives up a second before we do. */
const graphql =
  "query($account: Int!, $nrql: Nrql!) { actor { account(id: $account) { nrql(query: $nrql, timeout: 9) " +
  "{ results metadata { timeWindow { begin end } } } } } }";

/** New Relic by NRQL through NerdGraph (https://docs.newrelic.com/docs/apis/nerdgraph/examples/nerdgraph-nrql-tutorial/). */
export function newRelicProvider(settings: NewRelicSettings): Provider {
  const { name, url, account, token, retention, clock = realClock, timeoutMs } = settings;
  const http = openHttp({
    hosts: [url.host],
    headers: { "api-key": token, "content-type": "application/json" },
    secrets: [token],
    reasonIn: reasonInErrors,
    clock,
    ...(timeoutMs && { timeoutMs }),
  });
  const source = { name, keptMs: keptFor(retention) };
  const resolve = ({ query, window }: Question) => resolveWindow(query, window.from, window.to);

  return {
    name,
    resolve,
    async ask(question) {
      const cannot = unanswerable(question, source, clock.now());
      if (cannot !== null) return cannot;
      const { window } = question;
      const nrql = inWindow(resolve(question), window);
      if (!nrql.ok) return { kind: "error", reason: "bad-query", why: nrql.why };
      const body = JSON.stringify({ query: graphql, variables: { account, nrql: nrql.value } });
      const reply = await http.exchange({ url, method: "POST", body });
      if (reply.kind === "error") return answered(reply);
      return readResults(reply.json, { window, quote: http.quote });
    },
  };
}
