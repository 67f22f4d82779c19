import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { Answered } from "../../scripts/flag/measurement.ts";
import { prometheusProvider } from "../../scripts/metrics/prometheus.ts";
import type { Provider } from "../../scripts/metrics/provider.ts";
import { providerConformance, questionOf } from "../conformance/provider.ts";
import type { Service } from "../services/process.ts";
import { startPrometheus } from "../services/prometheus.ts";
import { lateCounter, longCounter, referenceData } from "../services/reference-data.ts";
import { requireService } from "../services/require.ts";
import { startVictoriaMetrics } from "../services/victoriametrics.ts";

const on = 'http_requests_total{flag="rx",variant="on"}';
const share = (errors: string, total: string) =>
  `sum(increase(${errors}[{{window}}])) / sum(increase(${total}[{{window}}]))`;
const token = "s3cr3t-token-value";
const backfill = `${referenceData().replace("# EOF\n", "")}${lateCounter("late", 3, 6)}`;
const ask = (provider: () => Provider, query: string, length?: string) => provider().ask(questionOf(query, length));

/** In short: a number, `no-data`, or the reason of an error. */
const inShort = (answer: Answered) =>
  answer.kind === "number" ? answer.value : answer.kind === "error" ? answer.reason : answer.kind;

type Short = number | string;
/** What our provider makes of each trap: on Prometheus, and on VictoriaMetrics where that answers otherwise. */
const traps = (
  [
    ["counts, which are whole", `sum(increase(${on}[{{window}}]))`, 240_000],
    ["float noise in an exact 1 %", share(on.replace("}", ',code="500"}'), on), 0.01],
    ["a metric nobody has", "form1095b_nope_total", "no-data"],
    ["a series older than five minutes", "stopped", "no-data"],
    ["NaN stored in a series", "broken_ratio", "no-data"],
    ["nothing divided by nothing", share("zero_requests_total", "zero_requests_total"), "no-data"],
    ["something divided by nothing", "vector(1) / 0", "not-finite"],
    ["less than nothing divided by nothing", "-vector(1) / 0", "not-finite"],
    ["a healthy flag that never failed has no ratio", share(on.replace("}", ',code="503"}'), on), "no-data"],
    [
      "with or vector(0) its bad count is 0",
      `sum(increase(${on.replace("}", ',code="503"}')}[{{window}}])) or vector(0)`,
      0,
    ],
    [
      "or vector(0) turns a misspelt name into 0: never in the total",
      "sum(increase(nope_total[{{window}}])) or vector(0)",
      0,
    ],
    ["a total without it, misspelt", "sum(increase(nope_total[{{window}}]))", "no-data"],
    ["two series where one is expected", "sum by (variant) (http_requests_total)", "many-series"],
    ["a threshold inside the query", "broken_ratio > 0.01", "no-data"],
    ["a threshold that makes 0 of NaN", "broken_ratio < bool 0.01", 0, "no-data"],
    ["a counter that restarted", "increase(reset_requests_total[{{window}}])", 2370],
    ["half an hour of samples missing", "increase(gap_requests_total[{{window}}])", 2400],
    ["a counter first seen above 0", "increase(late_total[{{window}}])", 6.5, 9],
    ["a range with one sample in it", "increase(late_total[10s])", "no-data", 1],
    ["a syntax error", "sum(increase(", "bad-query"],
    ["an empty query", "", "bad-query"],
    ["many to many", "http_requests_total / on (flag) http_requests_total", "bad-query"],
    ["rate without a range", "rate(late_total)", "bad-query", 6 / 90],
    ["a range", `${on}[5m]`, "wrong-type"],
    ["a text", '"0.5"', "wrong-type", "no-data"],
    ["a scalar", "0.5", 0.5],
  ] as readonly (readonly [title: string, query: string, prometheus: Short, victoriaMetrics?: Short])[]
).map(([title, query, prometheus, victoriaMetrics = prometheus]) => ({ title, query, prometheus, victoriaMetrics }));

describe.skipIf(!requireService("prometheus"))("Prometheus", () => {
  const { provider, start } = useServer(() => startPrometheus({ backfill }));
  conforms("Prometheus", start);

  it.each(traps)("TRAP-1  $title", async ({ query, prometheus }) => {
    expectShort(await ask(provider, query), prometheus);
  });

  it("TRAP-2  a url with another path is not found", async () => {
    expect(await ask(() => provider("/elsewhere"), "up")).toMatchObject({ reason: "not-found" });
  });

  it("TRAP-3  a month's window on 15 days of data is an error, not a smaller number", async () => {
    const server = await startPrometheus({ backfill: longCounter("downloads", 40, 50), retention: "15d" });
    const query = "sum(increase(downloads_total[{{window}}]))";
    const open = () =>
      prometheusProvider({ name: "prometheus", url: new URL(server.url), token: null, retention: null });
    onTestFinished(server.stop);
    const smaller = await ask(open, query.replace("{{window}}", "30d"));
    const [month, week] = [await ask(open, query, "P30D"), await ask(open, query, "P7D")];

    const why = "15 d of 30 d covered: prometheus keeps no more, so shorten the metric's window";
    expect(month).toEqual({ kind: "error", reason: "coverage", why });
    expectShort(week, 7 * 24 * 50);
    expect(smaller.kind === "number" && smaller.value).toBeLessThan(0.9 * 30 * 24 * 50);
  });
});

describe.skipIf(!requireService("victoria-metrics"))("VictoriaMetrics", () => {
  const { provider, start } = useServer(() => startVictoriaMetrics({ backfill }));
  conforms("VictoriaMetrics", start);

  it.each(traps)("TRAP-1  $title", async ({ query, victoriaMetrics }) => {
    expectShort(await ask(provider, query), victoriaMetrics);
  });

  it("TRAP-2  a url with another path is not found, though it is answered with 400; /prometheus is no other path", async () => {
    expect(await ask(() => provider("/elsewhere"), "up")).toMatchObject({ reason: "not-found" });
    expect(await ask(() => provider("/prometheus"), "0.5")).toEqual({ kind: "number", value: 0.5 });
  });

  it("TRAP-3  does not say how long it keeps data: without the settings a month is not believed", async () => {
    expect(await ask(provider, "vector(1)", "P30D")).toMatchObject({ reason: "coverage" });
  });
});

function conforms(name: string, start: () => Promise<string>): void {
  const count = `sum(increase(${on}[{{window}}]))`;
  providerConformance(name, async () => ({
    provider: prometheusProvider({ name: "prometheus", url: new URL(await start()), token, retention: null }),
    known: { question: questionOf(count), value: 240_000 },
    nothing: questionOf("nope_total"),
    wrong: [
      { question: questionOf("sum("), reason: "bad-query" },
      { question: questionOf("http_requests_total"), reason: "many-series" },
      { question: questionOf("vector(1) / 0"), reason: "not-finite" },
    ],
    secrets: [token],
  }));
}

function useServer(begin: () => Promise<Service>) {
  let service: Service;
  beforeAll(async () => {
    service = await begin();
  });
  afterAll(() => service.stop());
  const provider = (path = "") =>
    prometheusProvider({ name: "prometheus", url: new URL(service.url + path), token: null, retention: null });
  return { provider, start: async () => service.url };
}

/** Numbers to 1e-9: servers add floats in an order of their own. */
function expectShort(answer: Answered, expected: Short): void {
  const short = inShort(answer);
  if (typeof expected === "number" && typeof short === "number") expect(short).toBeCloseTo(expected, 9);
  else expect(short).toBe(expected);
}
