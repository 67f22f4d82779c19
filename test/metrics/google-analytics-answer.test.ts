import { expect, it } from "vitest";
import { quoter } from "../../scripts/http/quote.ts";
import { readReport, usedUp, zoneIn } from "../../scripts/metrics/google-analytics-answer.ts";

const report = (rows: unknown, metadata: object = {}) => ({ metricHeaders: [{ name: "eventCount" }], rows, metadata });
const row = (...values: readonly unknown[]) => ({ metricValues: values.map((value) => ({ value })) });
const read = (body: unknown, allowPartial = false, orZero = false) =>
  readReport(body, { quote: quoter([]), allowPartial, orZero });

it.each([
  [report([row("12")]), 12],
  [report([row("0")]), 0],
  [report([row("0.25")], { samplingMetadatas: [] }), 0.25],
])("ANALYTICS-13  %j is %d", (body, value) => {
  expect(read(body)).toEqual({ kind: "number", value });
});

it.each([
  [report(undefined), "the report has no row: nothing was counted, or a name is misspelt"],
  [report([], { emptyReason: "NO_DATA\n" }), "the report has no row: NO_DATA"],
  [report([row(undefined)]), "the answer holds no value"],
])("ANALYTICS-14  %j is no data: %s", (body, why) => {
  expect(read(body)).toEqual({ kind: "no-data", why });
});

const incomplete = "Google says its report is incomplete: ";
it.each([
  [
    report([row("4")], { subjectToThresholding: true }),
    "partial",
    `${incomplete}subjectToThresholding: small counts are left out`,
  ],
  [
    report(undefined, { subjectToThresholding: true }),
    "partial",
    `${incomplete}subjectToThresholding: small counts are left out`,
  ],
  [
    report([row("4")], { dataLossFromOtherRow: true }),
    "partial",
    `${incomplete}dataLossFromOtherRow: rare values are one row (other)`,
  ],
  [report([row("4")], { samplingMetadatas: [{ a: 1 }] }), "partial", `${incomplete}sampled: [{"a":1}]`],
  [
    report([row("4")], { schemaRestrictionResponse: { activeMetricRestrictions: [{ metricName: "x" }] } }),
    "partial",
    `${incomplete}restricted: [{"metricName":"x"}]`,
  ],
  [report([row("1"), row("2")]), "many-series", "expected 1 row, got 2"],
  [report([row("1", "2")]), "bad-shape", "answered a row that is not one value"],
  [report([{}]), "bad-shape", "answered a row that is not one value"],
  [report([row("1,000")]), "not-a-number", 'expected a number, got "1,000"'],
  [{ rows: [row("1")] }, "bad-shape", "answered JSON that is no report"],
  [report("x"), "bad-shape", "answered JSON that is no report"],
] as const)("ANALYTICS-15  %j: %s, %s", (body, reason, why) => {
  expect(read(body)).toEqual({ kind: "error", reason, why });
});

it("ANALYTICS-16  an incomplete report is a number where the metric allows it", () => {
  expect(read(report([row("4")], { subjectToThresholding: true }), true)).toEqual({ kind: "number", value: 4 });
});

it.each([
  [{ tokensPerDay: { remaining: 0 } }, "tokensPerDay"],
  [{ tokensPerDay: { remaining: 1 }, tokensPerHour: { remaining: -2 } }, "tokensPerHour"],
  [{ tokensPerProjectPerHour: { consumed: 1, remaining: 0 } }, "tokensPerProjectPerHour"],
  [{ concurrentRequests: { remaining: 0 } }, null],
  [{}, null],
])("ANALYTICS-17  %j: used up is %s", (propertyQuota, budget) => {
  expect(usedUp({ propertyQuota })).toBe(budget);
});

it("ANALYTICS-18  the zone is a text, or not there", () => {
  expect(zoneIn({ metadata: { timeZone: "Asia/Tokyo" } })).toBe("Asia/Tokyo");
  expect(zoneIn({ metadata: { timeZone: 9 } })).toBeNull();
  expect(zoneIn(null)).toBeNull();
});

it("ANALYTICS-20  with or 0, a complete report without a row is 0, an incomplete one never", () => {
  expect(read(report(undefined), false, true)).toEqual({ kind: "number", value: 0 });
  expect(read(report([row("4")]), false, true)).toEqual({ kind: "number", value: 4 });
  const cut = report(undefined, { subjectToThresholding: true });
  expect(read(cut, false, true)).toMatchObject({ reason: "partial" });
  expect(read(cut, true, true)).toMatchObject({ kind: "no-data" });
});
