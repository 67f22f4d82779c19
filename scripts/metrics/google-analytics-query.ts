import { didYouMean } from "../flag/nearest.ts";
import { type Parsed, readSentence } from "./sentence.ts";

export interface AnalyticsQuery {
  readonly metric: string;
  /** As the Data API takes it; null to count everything. */
  readonly dimensionFilter: object | null;
  /** Whether a report without a row is a count of 0. */
  readonly orZero: boolean;
}

/** What is counted most, for who writes nearly one of them; the property may have others, which the API knows. */
const usual = ["eventCount", "totalUsers", "activeUsers", "newUsers", "sessions", "screenPageViews", "keyEvents"];

/** `eventCount`, `keyEvents:purchase`, `customEvent:plan`. */
const name = /^[A-Za-z]\w*(:\w+)?$/;

/**
 * `<metric> [where <dimension> = <value> and ...] [or 0]`, for example `eventCount where eventName = download_1095b`, in the
 * API names of https://developers.google.com/analytics/devguides/reporting/data/v1/api-schema. Values match whole and
 * with their case; what has spaces stands in double quotes.
 */
export function readAnalyticsQuery(text: string): Parsed<AnalyticsQuery> {
  const read = readSentence(text);
  if (!read.ok) return read;
  const { words, where, orZero } = read.value;
  const [metric, second] = words;
  if (metric === undefined) return no("it names no metric: write eventCount where eventName = ...");
  if (second !== undefined) {
    const way = didYouMean(second, ["where"]) || "one metric, then where";
    return no(`expected \`where\` or nothing after ${metric}, got ${second}: ${way}`);
  }
  if (!name.test(metric))
    return no(`${metric} is no name of a metric: ${didYouMean(metric, usual) || "write eventCount"}`);
  const near = usual.includes(metric) || metric.includes(":") ? "" : didYouMean(metric, usual);
  if (near !== "") return no(`unknown metric ${metric}: ${near}`);
  const odd = where.find(([dimension]) => !name.test(dimension))?.[0];
  if (odd !== undefined) return no(`${odd} is no name of a dimension: write eventName, or customEvent:<parameter>`);
  const conditions = where.map(([fieldName, value]) => ({
    filter: { fieldName, stringFilter: { matchType: "EXACT", value, caseSensitive: true } },
  }));
  const all = conditions.length > 1 ? { andGroup: { expressions: conditions } } : (conditions[0] ?? null);
  return { ok: true, value: { metric, dimensionFilter: all, orZero } };
}

const no = (why: string): { readonly ok: false; readonly why: string } => ({ ok: false, why });
