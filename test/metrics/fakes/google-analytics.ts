import { DateTime } from "luxon";
import { valueAt } from "../../../scripts/metrics/json-pointer.ts";
import { eventsIn } from "./events.ts";
import { type Answer, type Asked, type Fake, readFacts, startFake } from "./fake.ts";

export const facts = readFacts("google-analytics");

export const token = "ya29.token-0123456789";
export const property = 123456;
const zone = "America/New_York";

export interface World {
  readonly now: () => number;
  /** How many tokens the property has left; a request takes one. */
  readonly tokens?: number;
}

/** A property in New York whose events are the counters of events.ts. */
export function startAnalytics(world: World): Promise<Fake> {
  let tokens = world.tokens ?? 1000;
  return startFake(facts, (asked) => {
    const answer = understand(asked, world.now());
    if (answer === null || facts.facts.find(({ id }) => id === answer.fact)!.response.status !== 200) return answer;
    if (tokens <= 0) return { fact: "used-up" };
    tokens -= 1;
    const budgets = ["tokensPerDay", "tokensPerHour", "tokensPerProjectPerHour"];
    const left = budgets.map((budget) => [`/propertyQuota/${budget}/remaining`, tokens] as const);
    return { ...answer, put: { ...answer.put, ...Object.fromEntries(left) } };
  });
}

function understand({ headers, url, body }: Asked, now: number): Answer | null {
  if (headers.authorization === undefined) return { fact: "no-token" };
  if (headers.authorization !== `Bearer ${token}`) return { fact: "wrong-token" };
  if (url.pathname !== `/v1beta/properties/${property}:runReport`) return { fact: "other-property" };
  const metric = String(valueAt(body, "/metrics/0/name"));
  if (metric !== "eventCount") {
    return { fact: "unknown-metric", put: { "/error/message": `Field ${metric} is not a valid metric.` } };
  }
  const [first, last] = [
    dayOf(valueAt(body, "/dateRanges/0/startDate"), now),
    dayOf(valueAt(body, "/dateRanges/0/endDate"), now),
  ];
  if (first === null || last === null || first > last) return null;
  const filter =
    valueAt(body, "/dimensionFilter/filter") ?? valueAt(body, "/dimensionFilter/andGroup/expressions/0/filter");
  if (filter !== undefined && valueAt(filter, "/fieldName") !== "eventName") return null;
  if (filter !== undefined && valueAt(filter, "/stringFilter/matchType") !== "EXACT") return null;
  const event = String(valueAt(filter, "/stringFilter/value") ?? "downloads");
  const special = { rare: "thresholded", scattered: "other-row", huge: "sampled" }[event];
  if (special !== undefined) return { fact: special };
  const count = eventsIn(event, first.toSeconds(), last.plus({ days: 1 }).toSeconds());
  if (count === null) return { fact: "no-rows" };
  return { fact: "number", put: { "/rows/0/metricValues/0/value": String(count) } };
}

/** The midnight of a day as the API takes it, `2026-01-13` or `yesterday`, in the property's zone. */
function dayOf(text: unknown, now: number): DateTime | null {
  if (text === "yesterday") return DateTime.fromMillis(now, { zone }).startOf("day").minus({ days: 1 });
  return /^\d{4}-\d\d-\d\d$/.test(String(text)) ? DateTime.fromISO(String(text), { zone }) : null;
}
