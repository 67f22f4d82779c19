import type { Duration } from "luxon";
import type { Answered } from "../flag/measurement.ts";
import { resolveWindow } from "../flag/query.ts";
import { type Exchange, openHttp } from "../http/http.ts";
import { type Clock, realClock } from "../http/retry.ts";
import { answered } from "./answered.ts";
import { firstPage, readPage, readPages, reasonInType } from "./cloudwatch-answer.ts";
import { longestKeptMs, type Periods, periodsIn } from "./cloudwatch-period.ts";
import { type CloudWatchQuery, readCloudWatchQuery } from "./cloudwatch-query.ts";
import { keptFor, unanswerable } from "./coverage.ts";
import type { Provider, Question } from "./provider.ts";
import { type AwsKeys, sign } from "./sigv4.ts";

export interface CloudWatchSettings {
  readonly name: string;
  /** Of the service, already read by readAddress; cloudWatchUrl has it for a region. */
  readonly url: URL;
  readonly region: string;
  readonly keys: AwsKeys;
  /** Shorter than CloudWatch's own, where data before that is not to be believed. */
  readonly retention: Duration | null;
  readonly clock?: Clock;
  readonly timeoutMs?: number;
}

/** The service of a region (https://docs.aws.amazon.com/general/latest/gr/cw_region.html). */
export const cloudWatchUrl = (region: string) =>
  `https://monitoring.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}`;

/** Of 100,800 points each; a window here has at most some thousands. */
const mostPages = 10;

/**
 * CloudWatch's GetMetricData in the JSON protocol of its own client (AWS JSON 1.0): one statistic over all whole
 * periods of the window, put together. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
 */
export function cloudWatchProvider(settings: CloudWatchSettings): Provider {
  const { name, url, region, keys, retention, clock = realClock, timeoutMs } = settings;
  const { accessKeyId, secretAccessKey, sessionToken } = keys;
  const http = openHttp({
    hosts: [url.host],
    headers: {},
    secrets: [accessKeyId, secretAccessKey, sessionToken ?? ""],
    reasonIn: reasonInType,
    clock,
    ...(timeoutMs && { timeoutMs }),
  });
  const source = { name, keptMs: Math.min(keptFor(retention) ?? longestKeptMs, longestKeptMs) };
  const resolve = ({ query, window }: Question) => resolveWindow(query, window.from, window.to);

  async function askPages(query: CloudWatchQuery, periods: Periods, allowPartial: boolean): Promise<Answered> {
    let all = firstPage;
    for (let page = 1; page <= mostPages; page += 1) {
      const signed = await sign(
        request(url, query, periods, all.next),
        keys,
        { region, service: "monitoring" },
        clock.now(),
      );
      const reply = await http.exchange(signed);
      if (reply.kind === "error") return answered(reply);
      const read = readPage(reply.json, all, periods, http.quote);
      if (read.kind === "error") return read;
      if (read.next === null) return readPages(read, query, allowPartial);
      all = read;
    }
    return { kind: "error", reason: "too-large", why: `answered more than ${mostPages} pages: shorten the window` };
  }

  return {
    name,
    resolve,
    async ask(question) {
      const cannot = unanswerable(question, source, clock.now());
      if (cannot !== null) return cannot;
      const read = readCloudWatchQuery(resolve(question));
      if (!read.ok) return { kind: "error", reason: "bad-query", why: http.quote(read.why) };
      const periods = periodsIn(question.window, clock.now());
      if (periods !== null) return askPages(read.value, periods, question.allowPartial ?? false);
      return { kind: "no-data", why: "no whole period of CloudWatch lies inside the window yet" };
    },
  };
}

/** Times in seconds since 1970: `StartTime` inclusive, `EndTime` exclusive, both on the edges of periods. */
function request(url: URL, query: CloudWatchQuery, { period, from, to }: Periods, next: string | null): Exchange {
  const { statistic, namespace, metric, dimensions } = query;
  const Metric = { Namespace: namespace, MetricName: metric, Dimensions: dimensions };
  const body = JSON.stringify({
    MetricDataQueries: [{ Id: "n", MetricStat: { Metric, Period: period, Stat: statistic }, ReturnData: true }],
    StartTime: from,
    EndTime: to,
    ScanBy: "TimestampAscending",
    ...(next !== null && { NextToken: next }),
  });
  const headers = {
    "content-type": "application/x-amz-json-1.0",
    "x-amz-target": "GraniteServiceVersion20100801.GetMetricData",
  };
  return { url, method: "POST", headers, body };
}
