import { valueAt } from "../../../scripts/metrics/json-pointer.ts";
import { eventsIn } from "./events.ts";
import { type Answer, type Asked, type Fake, readFacts, startFake } from "./fake.ts";

export const facts = readFacts("new-relic");

/** What the account is asked with. */
export const key = "NRAK-0123456789ABCDEF";
export const account = 12345;

/** A New Relic account whose events are the counters of events.ts, one event type each. */
export const startNewRelic = (): Promise<Fake> => startFake(facts, understand);

/** The one operation that is known: whoever asks for another field must first find out that it exists. */
const operation =
  /^query\(\$account: Int!, \$nrql: Nrql!\) \{ actor \{ account\(id: \$account\) \{ nrql\(query: \$nrql, timeout: \d+\) \{ results metadata \{ timeWindow \{ begin end \} \} \} \} \} \}$/;

const nrql =
  /^SELECT (count\(\*\)|count\(\*\), sum\(\w+\)|\*|(?:average|sum|percentile)\([\w., ]+\)) FROM (\w+)(?: WHERE \w+ = '\w+')?( FACET \w+)?\nSINCE (\d{13}) UNTIL (\d{13})$/;

function understand({ headers, body }: Asked): Answer | null {
  if (headers["api-key"] === undefined) return { fact: "no-key" };
  if (headers["api-key"] !== key) return { fact: "wrong-key" };
  if (!operation.test(String(valueAt(body, "/query")))) return null;
  if (valueAt(body, "/variables/account") !== account) return { fact: "other-account" };
  const query = String(valueAt(body, "/variables/nrql"));
  const [, select = "", type = "", facet, since, until] = nrql.exec(query) ?? [];
  const said = `NRQL Syntax Error: ${query.replace(/\nSINCE.*$/s, "")}`;
  if (since === undefined || Number(since) >= Number(until))
    return { fact: "syntax", put: { "/errors/0/message": said } };
  const range = { begin: Number(since), end: Number(until) };
  const nrqlOf = "/data/actor/account/nrql";
  const timeWindow = { [`${nrqlOf}/metadata/timeWindow`]: range };
  if (type === "Metric") return { fact: "snapped" };
  if (facet !== undefined) return { fact: "faceted", put: timeWindow };
  if (select.includes(", sum")) return { fact: "two-numbers", put: timeWindow };
  if (select.startsWith("percentile")) return { fact: "percentiles", put: timeWindow };
  if (select === "*") return { fact: "no-row", put: timeWindow };
  const count = eventsIn(type, range.begin / 1000, range.end / 1000);
  if (select !== "count(*)") return count === null ? { fact: "null", put: timeWindow } : null;
  return { fact: "number", put: { ...timeWindow, [`${nrqlOf}/results`]: [{ count: count ?? 0 }] } };
}
