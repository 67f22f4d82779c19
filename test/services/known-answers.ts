import { T } from "./reference-data.ts";

const on = 'http_requests_total{flag="rx",variant="on"}';
const off = 'http_requests_total{flag="rx",variant="off"}';
const errors = (selector: string) => selector.replace("}", ',code=~"5.."}');
const share = (selector: string) => `sum(rate(${errors(selector)}[1h])) / sum(rate(${selector}[1h]))`;
const quantile = (q: number) => `histogram_quantile(${q}, sum by (le)(rate(http_dur_bucket{flag="rx"}[1h])))`;
const neverSeen = 'sum(rate(http_requests_total{flag="rx",variant="on",code="503"}[1h]))';

export interface KnownAnswer {
  readonly title: string;
  readonly query: string;
  /** Values as the server writes them; none is an empty answer. */
  readonly prometheus: readonly string[];
  /** Where VictoriaMetrics says something else. */
  readonly victoriaMetrics?: readonly string[];
}

/** What both servers answer about the reference data at T, known by construction and seen to be so. */
export const knownAnswers: readonly KnownAnswer[] = [
  { title: "exactly 1 % is a little less", query: share(on), prometheus: ["0.009999999999999998"] },
  { title: "0.5 % is exact", query: share(off), prometheus: ["0.005"] },
  { title: "requests of an hour", query: `sum(increase(${on}[1h]))`, prometheus: ["240000"] },
  { title: "errors of an hour", query: `sum(increase(${errors(on)}[1h]))`, prometheus: ["2400"] },
  { title: "0.95 quantile", query: quantile(0.95), prometheus: ["0.3222222222222224"] },
  { title: "0.9999 quantile", query: quantile(0.9999), prometheus: ["0.9950000000000045"] },
  { title: "NaN stored", query: "broken_ratio", prometheus: ["NaN"], victoriaMetrics: [] },
  {
    title: "nothing divided by nothing",
    query: "sum(rate(zero_requests_total[1h])) / sum(rate(zero_requests_total[1h]))",
    prometheus: ["NaN"],
    victoriaMetrics: [],
  },
  { title: "a series that stopped", query: "stopped", prometheus: [] },
  { title: "the last of a series that stopped", query: "last_over_time(stopped[1h])", prometheus: ["1"] },
  { title: "errors never seen are nothing, not 0", query: `${neverSeen} / sum(rate(${on}[1h]))`, prometheus: [] },
  {
    title: "or vector(0) makes them 0",
    query: `(${neverSeen} or vector(0)) / sum(rate(${on}[1h]))`,
    prometheus: ["0"],
  },
  {
    title: "or vector(0) does not hide a misspelt flag in the total",
    query:
      '(sum(rate(http_requests_total{flag="xr",code="500"}[1h])) or vector(0)) / sum(rate(http_requests_total{flag="xr"}[1h]))',
    prometheus: [],
  },
  {
    title: "two series",
    query: 'sum by (variant)(increase(http_requests_total{flag="rx",code="500"}[1h]))',
    prometheus: ["1200", "2400"],
  },
  { title: "a counter that restarted", query: "increase(reset_requests_total[1h])", prometheus: ["2370"] },
  { title: "half an hour missing changes nothing", query: "increase(gap_requests_total[1h])", prometheus: ["2400"] },
  {
    title: "samples of the gap",
    query: "count_over_time(gap_requests_total[1h])",
    prometheus: ["122"],
    victoriaMetrics: ["121"],
  },
  {
    title: "samples of a whole hour",
    query: 'count_over_time(http_requests_total{variant="on",code="200"}[1h])',
    prometheus: ["241"],
    victoriaMetrics: ["240"],
  },
  {
    title: "four hours of three hours of data",
    query: 'increase(http_requests_total{variant="on",code="500"}[4h])',
    prometheus: ["7200"],
  },
  { title: "something divided by nothing", query: "vector(1)/vector(0)", prometheus: ["+Inf"] },
];

/** The values a server gives at T, sorted. */
export async function valuesAt(url: string, query: string): Promise<readonly string[]> {
  const body = new URLSearchParams({ query, time: String(T) });
  const response = await fetch(`${url}/api/v1/query`, { method: "POST", body, signal: AbortSignal.timeout(5000) });
  const { data } = (await response.json()) as { data: { result: { value: [number, string] }[] } };
  return data.result.map(({ value }) => value[1]).sort();
}
