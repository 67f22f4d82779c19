import { oneOf, type Parsed, readSentence } from "./sentence.ts";

/** One statistic of one metric, in CloudWatch's own names. */
export interface CloudWatchQuery {
  readonly statistic: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: readonly { readonly Name: string; readonly Value: string }[];
  /** Whether no data at all is a count of 0. */
  readonly orZero: boolean;
}

const statistics = ["Sum", "SampleCount", "Minimum", "Maximum"];

/** `TC(0.5:)`, `TC(:0.5)`, `TC(0.1:0.5)`: how many observations lie in a range of values. By percent it is no plain count. */
const trimmedCount = /^TC\((\d+(\.\d+)?:(\d+(\.\d+)?)?|:\d+(\.\d+)?)\)$/;

/** Statistics of a period that say nothing of several periods together, and what to ask instead. */
const notAdditive = /^(Average|IQM|p\d|tm\d|TM|WM|PR|TS|ts\d|tc\d|wm\d)/i;

/**
 * `<statistic> <namespace> <metric> [where <dimension> = <value> and ...] [or 0]`, for example
 * `Sum Forms/1095B Downloads where Variant = on`. Only statistics that periods can be put together from are read:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
 */
export function readCloudWatchQuery(text: string): Parsed<CloudWatchQuery> {
  const read = readSentence(text);
  if (!read.ok) return read;
  const { words, where, orZero } = read.value;
  const [statistic, namespace, metric] = words;
  if (words.length !== 3 || !statistic || !namespace || !metric) {
    return {
      ok: false,
      why: `expected <statistic> <namespace> <metric>, got ${words.length} words: names with spaces stand in "quotes"`,
    };
  }
  const known = readStatistic(statistic);
  if (!known.ok) return known;
  if (where.length > 30) return { ok: false, why: `${where.length} dimensions: a metric has at most 30` };
  if (orZero && /^M/.test(known.value))
    return { ok: false, why: `or 0 is for counts: the ${known.value} of nothing is not 0` };
  const dimensions = where.map(([Name, Value]) => ({ Name, Value }));
  return { ok: true, value: { statistic: known.value, namespace, metric, dimensions, orZero } };
}

function readStatistic(word: string): Parsed<string> {
  if (trimmedCount.test(word)) return { ok: true, value: word };
  const known = oneOf(word, statistics, "statistic");
  if (known.ok || !notAdditive.test(word)) return known;
  const instead = "ask for counts: Sum, SampleCount, or TC(0.5:) for how many were above 0.5";
  return { ok: false, why: `${word} of several periods cannot be put together: ${instead}` };
}

/** The values of all periods as one number: the least, the greatest, or, for counts and sums, all of them added up. */
export function putTogether(values: readonly number[], statistic: string): number {
  if (statistic === "Minimum") return values.reduce((least, value) => Math.min(least, value));
  if (statistic === "Maximum") return values.reduce((most, value) => Math.max(most, value));
  return values.reduce((sum, value) => sum + value, 0);
}
