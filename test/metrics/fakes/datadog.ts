import { valueAt } from "../../../scripts/metrics/json-pointer.ts";
import { eventsIn } from "./events.ts";
import { type Answer, type Asked, type Fake, readFacts, startFake } from "./fake.ts";

export const facts = readFacts("datadog");

/** The keys the account has. */
export const keys = { apiKey: "dd-api-key-0123456789", applicationKey: "dd-application-key-0123456789" } as const;

/** A Datadog account whose metrics are `flags.<counter>` of events.ts. v1 draws buckets of a minute. */
export const startDatadog = (): Promise<Fake> => startFake(facts, understand);

const metricQuery = /^(?:sum|avg|min|max):flags\.(\w+)\{[^{}]*\}(?: by \{\w+\})?(?:\.as_count\(\))?$/;

function understand(asked: Asked): Answer | null {
  const version = asked.url.pathname.includes("/v1/") ? "v1" : "v2";
  const { "dd-api-key": api, "dd-application-key": application } = asked.headers;
  if (api === undefined || application === undefined) return { fact: `${version}-no-keys` };
  if (api !== keys.apiKey || application !== keys.applicationKey) return { fact: `${version}-wrong-keys` };
  return version === "v1" ? points(asked) : scalar(asked);
}

function scalar({ body }: Asked): Answer | null {
  const attributes = valueAt(body, "/data/attributes");
  const [from, to] = [valueAt(attributes, "/from"), valueAt(attributes, "/to")];
  const [query, aggregator] = [valueAt(attributes, "/queries/0/query"), valueAt(attributes, "/queries/0/aggregator")];
  if (valueAt(body, "/data/type") !== "scalar_request" || valueAt(attributes, "/queries/0/data_source") !== "metrics")
    return null;
  if (valueAt(attributes, "/formulas/0/formula") !== valueAt(attributes, "/queries/0/name")) return null;
  if (!Number.isInteger(from) || !Number.isInteger(to) || Number(from) >= Number(to)) return null;
  if (aggregator !== "sum") return null;
  const [, name] = metricQuery.exec(String(query)) ?? [];
  if (name === undefined) return { fact: "v2-syntax", put: { "/errors/0": `Error parsing query: ${query}` } };
  if (name === "slow") return { fact: "v2-error-in-200" };
  if (String(query).includes(" by ")) return { fact: "v2-grouped" };
  const count = eventsIn(name, Number(from) / 1000, Number(to) / 1000);
  if (count === null) return { fact: name === "stopped" ? "v2-null" : "v2-no-values" };
  return { fact: "v2-number", put: { "/data/attributes/columns/0/values": [count] } };
}

/** Points from the bucket that holds `from` to the one that holds `to`: the first begins too early, the last is not full. */
function points({ url }: Asked): Answer | null {
  const { query = "", from = "", to = "" } = Object.fromEntries(url.searchParams);
  if (!/^\d{10}$/.test(from) || !/^\d{10}$/.test(to) || from >= to) return null;
  const [, name] = metricQuery.exec(query) ?? [];
  if (name === undefined) return { fact: "v1-syntax", put: { "/error": `Error parsing query: ${query}` } };
  if (query.includes(" by ")) return { fact: "v1-grouped" };
  const first = Math.floor(Number(from) / 60) * 60;
  const buckets = Array.from(
    { length: Math.floor(Number(to) / 60) - first / 60 + 1 },
    (_, index) => first + index * 60,
  );
  const list = buckets.map((begin) => [begin * 1000, eventsIn(name, begin, Math.min(begin + 60, Number(to) + 1))]);
  if (list.every(([, count]) => count === null) && name !== "stopped") return { fact: "v1-no-series" };
  return { fact: "v1-points", put: { "/series/0/pointlist": list, "/series/0/length": list.length } };
}
