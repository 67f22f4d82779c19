import { expect, it } from "vitest";
import { putTogether, readCloudWatchQuery } from "../../scripts/metrics/cloudwatch-query.ts";

it.each([
  [
    "Sum Forms/1095B Downloads",
    { statistic: "Sum", namespace: "Forms/1095B", metric: "Downloads", dimensions: [], orZero: false },
  ],
  [
    'SampleCount "My App" Latency where LoadBalancer = app/web/50dc6c and "Target Group"="a b"',
    {
      statistic: "SampleCount",
      namespace: "My App",
      metric: "Latency",
      dimensions: [
        { Name: "LoadBalancer", Value: "app/web/50dc6c" },
        { Name: "Target Group", Value: "a b" },
      ],
      orZero: false,
    },
  ],
  [
    "TC(0.5:) App Latency",
    { statistic: "TC(0.5:)", namespace: "App", metric: "Latency", dimensions: [], orZero: false },
  ],
  [
    "TC(:0.5) App Latency",
    { statistic: "TC(:0.5)", namespace: "App", metric: "Latency", dimensions: [], orZero: false },
  ],
  [
    "TC(0.1:0.5) App Latency",
    { statistic: "TC(0.1:0.5)", namespace: "App", metric: "Latency", dimensions: [], orZero: false },
  ],
])("CLOUDWATCH-10  %s", (text, value) => {
  expect(readCloudWatchQuery(text)).toEqual({ ok: true, value });
});

const together = (statistic: string) =>
  `${statistic} of several periods cannot be put together: ask for counts: Sum, SampleCount, or TC(0.5:) for how many were above 0.5`;

it.each([
  ["", 'expected <statistic> <namespace> <metric>, got 0 words: names with spaces stand in "quotes"'],
  [
    "Sum My App Downloads",
    'expected <statistic> <namespace> <metric>, got 4 words: names with spaces stand in "quotes"',
  ],
  ['Sum "" Downloads', 'expected <statistic> <namespace> <metric>, got 3 words: names with spaces stand in "quotes"'],
  ["sum App Downloads", "unknown statistic sum: did you mean `Sum`?"],
  ["Cout App Downloads", "unknown statistic Cout: it takes Sum, SampleCount, Minimum, Maximum"],
  ["Maximun App Downloads", "unknown statistic Maximun: did you mean `Maximum`?"],
  ["Maximum App Latency or 0", "or 0 is for counts: the Maximum of nothing is not 0"],
  ["Average App Latency", together("Average")],
  ["p95 App Latency", together("p95")],
  ["TC(10%:90%) App Latency", "unknown statistic TC(10%:90%): it takes Sum, SampleCount, Minimum, Maximum"],
  [
    "Sum App Downloads were Variant = on",
    "a condition begins with `where`: write where Variant = ... (did you mean `where`?)",
  ],
])("CLOUDWATCH-11  %s: %s", (text, why) => {
  expect(readCloudWatchQuery(text)).toEqual({ ok: false, why });
});

it("CLOUDWATCH-21  or 0 may follow a count, with or without conditions", () => {
  for (const text of [
    "Sum App Errors or 0",
    "SampleCount App Errors where Variant = on or 0",
    "TC(1:) App Size or 0",
  ]) {
    expect(readCloudWatchQuery(text)).toMatchObject({ ok: true, value: { orZero: true } });
  }
});

it("CLOUDWATCH-12  at most 30 dimensions", () => {
  const where = (count: number) => Array.from({ length: count }, (_, index) => `d${index} = 1`).join(" and ");
  expect(readCloudWatchQuery(`Sum App Downloads where ${where(30)}`).ok).toBe(true);
  const why = "31 dimensions: a metric has at most 30";
  expect(readCloudWatchQuery(`Sum App Downloads where ${where(31)}`)).toEqual({ ok: false, why });
});

it.each([
  ["Sum", 7],
  ["SampleCount", 7],
  ["TC(0.5:)", 7],
  ["Minimum", 1],
  ["Maximum", 4],
])("CLOUDWATCH-13  %s of all periods", (statistic, value) => {
  expect(putTogether([2, 1, 4], statistic)).toBe(value);
});
