import { valueAt } from "../../../scripts/metrics/json-pointer.ts";
import { eventsIn } from "./events.ts";
import { type Answer, type Asked, type Fake, readFacts, startFake } from "./fake.ts";
import { authorization } from "./signature.ts";

export const facts = readFacts("cloudwatch");

export const keys = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
  sessionToken: "session-token-0123456789",
} as const;
export const region = "us-east-1";

/** Retention by period, in days: what is older is not there. */
const keptDays: Readonly<Record<number, number>> = { 60: 15, 300: 63, 3600: 455 };

export interface World {
  /** What time the service thinks it is, in milliseconds since 1970. */
  readonly now: () => number;
  /** How many values a page holds. */
  readonly pageSize?: number;
}

/** One region whose namespace `Forms/1095B` has the counters of events.ts, each with the dimension Variant=on. */
export const startCloudWatch = (world: World): Promise<Fake> => startFake(facts, (asked) => understand(asked, world));

/** The headers a request is signed with; the service asks for host and date, its clients sign all they send. */
export function signedHeaders(headers: Readonly<Record<string, string>>): readonly string[] {
  const all = ["content-type", "host", "x-amz-date", "x-amz-security-token", "x-amz-target"];
  return all.filter((name) => headers[name] !== undefined);
}

function understand(asked: Asked, world: World): Answer | null {
  const { headers, body } = asked;
  const signed = headers.authorization ?? "";
  if (!signed.includes(`Credential=${keys.accessKeyId}/`)) return { fact: "unknown-key" };
  if ((headers["x-amz-security-token"] ?? keys.sessionToken) !== keys.sessionToken) return { fact: "unknown-key" };
  const scope = { ...keys, region, service: "monitoring" };
  const path = asked.url.pathname;
  if (signed !== authorization({ ...asked, path }, scope, signedHeaders(headers))) return { fact: "wrong-signature" };
  if (Math.abs(timeOf(headers["x-amz-date"]!) - world.now()) > 300_000) return { fact: "expired" };
  if (headers["x-amz-target"] !== "GraniteServiceVersion20100801.GetMetricData") return null;

  const stat = valueAt(body, "/MetricDataQueries/0/MetricStat");
  const [from, to] = [Number(valueAt(body, "/StartTime")), Number(valueAt(body, "/EndTime"))];
  const period = Number(valueAt(stat, "/Period"));
  if (period % 60 !== 0 || !(from < to)) return { fact: "invalid" };
  const name = String(valueAt(stat, "/Metric/MetricName"));
  const special = { partial: "partial", broken: "internal", forbidden: "forbidden", noted: "noted" }[name];
  if (special !== undefined) return { fact: special };
  const here = valueAt(stat, "/Metric/Namespace") === "Forms/1095B" && valueAt(stat, "/Stat") === "Sum";
  const dimensions = JSON.stringify(valueAt(stat, "/Metric/Dimensions"));
  const known = here && dimensions === '[{"Name":"Variant","Value":"on"}]';
  return page(known ? name : "nobody", { from, to, period }, valueAt(body, "/NextToken"), world);
}

/** All periods that begin at or after the start as CloudWatch rounds it, oldest first; those without data are missing. */
function page(name: string, asked: { from: number; to: number; period: number }, token: unknown, world: World): Answer {
  const { period, to } = asked;
  const oldest = world.now() / 1000 - (keptDays[period] ?? 0) * 86_400;
  const begins: number[] = [];
  for (let time = Math.floor(asked.from / period) * period; time < to; time += period) {
    if (time >= oldest && eventsIn(name, time, time + period) !== null) begins.push(time);
  }
  const size = world.pageSize ?? 100_800;
  const first = Number(token ?? 0);
  const here = begins.slice(first, first + size);
  const put = {
    "/MetricDataResults/0/Timestamps": here,
    "/MetricDataResults/0/Values": here.map((time) => eventsIn(name, time, time + period)),
  };
  if (first + size < begins.length) return { fact: "page", put: { ...put, "/NextToken": String(first + size) } };
  return { fact: here.length === 0 ? "no-values" : first > 0 ? "last-page" : "values", put };
}

/** `20260115T120000Z` in milliseconds since 1970. */
function timeOf(text: string): number {
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
}
