import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import { meets } from "../../../scripts/gates/criteria/objective.ts";
import { quoter } from "../../../scripts/http/quote.ts";
import { loadPlan } from "../../../scripts/load/plan.ts";
import { firstPage, readPage, readPages } from "../../../scripts/metrics/cloudwatch-answer.ts";
import { readSeries } from "../../../scripts/metrics/datadog-v1-answer.ts";
import { follow } from "../../../scripts/metrics/json-pointer.ts";
import { readResults } from "../../../scripts/metrics/new-relic-answer.ts";
import { readNumber } from "../../../scripts/metrics/number.ts";
import { readAnswer } from "../../../scripts/metrics/prometheus-answer.ts";
import fixture from "../../golden/metric-cases/flagger-providers.json" with { type: "json" };
import { inShort, type Short } from "./short.ts";

type Case = (typeof fixture.cases)[number];

const quote = quoter([]);
const day = 86_400_000;

/** Three days of buckets of a day, the last of which is still being filled. */
const window = { from: DateTime.fromMillis(1_577_232_000_000), to: DateTime.fromMillis(1_577_404_800_000 + day / 2) };

/** How each of our providers reads the answer of a case. */
const readers: Readonly<Record<string, (one: Case) => Short>> = {
  prometheus: ({ http_body }) => inShort(readAnswer(JSON.parse(http_body!), { quote, allowPartial: false })),
  "datadog v1": ({ http_body }) =>
    inShort(readSeries(JSON.parse(http_body!), { window, aggregator: "sum", orZero: false, quote })),
  /** A real result also has its times and status; the case names its values only. */
  cloudwatch: ({ response }) => {
    const results = response!.MetricDataResults.map(({ Values }) => {
      return { Id: "n", Timestamps: Values.map((_, index) => index * 60), Values, StatusCode: "Complete" };
    });
    const page = readPage({ MetricDataResults: results }, firstPage, { period: 60, from: 0, to: 3600 }, quote);
    return inShort(page.kind === "error" ? page : readPages(page, { statistic: "Sum", orZero: false }, false));
  },
  /** The old Insights host is not asked; its rows are those of NerdGraph. */
  "newrelic insights": ({ http_body }) => {
    const { results } = JSON.parse(http_body!);
    return inShort(readResults({ data: { actor: { account: { nrql: { results } } } } }, { window, quote }));
  },
  /** By the generic JSON provider, which is told which of the points is meant. */
  graphite: ({ http_body }) => {
    const at = follow(JSON.parse(http_body!), "/0/datapoints/3/0");
    return at.found ? inShort(readNumber(at.value)) : "bad-shape";
  },
};

/** Flagger's words in ours. */
const words: Readonly<Record<string, Short>> = {
  nodata: "no-data",
  "error: multiple values returned": "wrong-type",
};

/** Where we read another number, and why. */
const contradicted: Readonly<Record<string, readonly [Short, string]>> = {
  "fl-dd-01": [
    1.11111 + 56294.46758591842,
    "every bucket that is whole counts, not only the oldest; the newest is not whole",
  ],
};

describe(`CASE-5  flagger-providers: ${fixture.adopt}`, () => {
  it("has all 15 cases", () => expect(fixture.cases).toHaveLength(15));

  it.each(fixture.cases.filter(({ provider }) => provider !== undefined))("$id  $provider: $expected", (one) => {
    const [instead] = contradicted[one.id] ?? [];
    expect(readers[one.provider!]!(one)).toBe(instead ?? words[one.expected] ?? one.expected);
  });

  const limits: Readonly<Record<string, { readonly min: number } | { readonly max: number }>> = {
    "threshold range min 99": { min: 99 },
    "threshold range max 5": { max: 5 },
  };
  it.each(fixture.cases.filter(({ value }) => value !== undefined))("$id  $rule, $value: $expected", (one) => {
    expect(meets(one.value!, limits[one.rule!]!).met).toBe(one.expected === "pass");
  });

  it.each(fixture.cases.filter(({ provider, value }) => provider === undefined && value === undefined))(
    "$id  $rule is refused when it is read, before anything could fail by it",
    () => {
      const lines = [
        "title: T",
        'owner: "@tmarsh"',
        "standing: planned",
        "flags: { f: {} }",
        "metrics: { m: { kind: value, objective: { max: 1 } } }",
        "stages: [{ name: full, exposure: { percent: 100 } }]",
      ];
      const source = { file: "flags/f.yaml", text: `${lines.join("\n")}\n` };
      const loaded = loadPlan(source, { environment: "production" });
      expect(loaded.ok ? [] : loaded.diagnostics.map(({ message }) => message)).toEqual([
        expect.stringContaining("`value`"),
      ]);
    },
  );

  it("every case is run by one of these", () => {
    const run = fixture.cases.filter(({ provider, value, id }) => provider ?? value ?? id === "fl-thr-03");
    expect(run).toHaveLength(15);
  });
});
