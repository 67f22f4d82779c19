import { expect, it } from "vitest";
import { quoter } from "../../scripts/http/quote.ts";
import { firstPage, type Page, readPage, readPages, reasonInType } from "../../scripts/metrics/cloudwatch-answer.ts";

const periods = { period: 60, from: 600, to: 840 };
const result = (Timestamps: unknown, Values: unknown, StatusCode: unknown = "Complete") => ({
  MetricDataResults: [{ Id: "n", Timestamps, Values, StatusCode }],
});
const read = (body: unknown, before: Page = firstPage) => readPage(body, before, periods, quoter([]));

/** The pages of one answer, as one number. */
function number(bodies: readonly unknown[], allowPartial = false, orZero = false) {
  let all = firstPage;
  for (const body of bodies) {
    const page = read(body, all);
    if (page.kind === "error") return page;
    all = page;
  }
  return readPages(all, { statistic: "Sum", orZero }, allowPartial);
}

it.each([
  [[result([600, 660], [3, 4])], 7],
  [[result([780], [0])], 0],
  [[{ ...result([600], [3], "PartialData"), NextToken: "1" }, result([660], [4])], 7],
  [[{ MetricDataResults: [], NextToken: "1" }, result([660], [4])], 4],
  [[{ ...result([600], [3]), NextToken: "", Messages: [] }], 3],
])("CLOUDWATCH-16  %j is %d", (bodies, value) => {
  expect(number(bodies)).toEqual({ kind: "number", value });
});

it.each([[[result([], [])]], [[{ MetricDataResults: [] }]], [[result(undefined, undefined)]]])(
  "CLOUDWATCH-17  %j is no data",
  (bodies) => {
    expect(number(bodies)).toMatchObject({ kind: "no-data" });
  },
);

const incomplete = (said: string) => `CloudWatch says its answer is incomplete: ${said}`;
const notAsked = (time: unknown) => `answered a period that was not asked for, or one twice: ${time}`;
it.each([
  [[result([600], [3], "PartialData")], "partial", incomplete('PartialData ""')],
  [[result([600], [3], "InternalError")], "partial", incomplete('InternalError ""')],
  [[{ MetricDataResults: [{ Timestamps: [600], Values: [3] }] }], "partial", incomplete('no StatusCode ""')],
  [
    [{ ...result([], [], "InternalError"), NextToken: "1" }, result([660], [4])],
    "partial",
    incomplete('InternalError ""'),
  ],
  [[{ ...result([600], [3]), Messages: [{ Code: "x" }] }], "partial", incomplete('[{"Code":"x"}]')],
  [[result([], [], "Forbidden")], "auth", 'CloudWatch says Forbidden "": may these keys read this metric?'],
  [[{ MetricDataResults: [{}, {}] }], "many-series", "expected 1 result, got 2"],
  [[{}], "bad-shape", "answered JSON that is no answer to GetMetricData"],
  [[result([600], [])], "bad-shape", "answered values that do not match their times"],
  [[result([600], [null])], "bad-shape", "answered a period without a value"],
  [[result([600], ["x"])], "not-a-number", 'expected a number, got "x"'],
  [[result([540], [3])], "bad-shape", notAsked(540)],
  [[result([840], [3])], "bad-shape", notAsked(840)],
  [[result([630], [3])], "bad-shape", notAsked(630)],
  [[result(["600"], [3])], "bad-shape", notAsked(600)],
  [[{ ...result([600], [3], "PartialData"), NextToken: "1" }, result([600], [4])], "bad-shape", notAsked(600)],
] as const)("CLOUDWATCH-18  %j: %s, %s", (bodies, reason, why) => {
  expect(number(bodies)).toEqual({ kind: "error", reason, why });
});

it("CLOUDWATCH-19  an incomplete answer is a number only where the metric allows it", () => {
  expect(number([result([600], [3], "PartialData")], true)).toEqual({ kind: "number", value: 3 });
});

it("CLOUDWATCH-22  with or 0, a complete answer without data is 0, an incomplete one never", () => {
  expect(number([result([], [])], false, true)).toEqual({ kind: "number", value: 0 });
  expect(number([result([600], [3])], false, true)).toEqual({ kind: "number", value: 3 });
  expect(number([result([], [], "PartialData")], false, true)).toMatchObject({ reason: "partial" });
  expect(number([result([], [], "PartialData")], true, true)).toMatchObject({ kind: "no-data" });
});

it.each([
  ["com.amazon.coral.availability#ThrottlingException", "rate-limited"],
  ["Throttling", "rate-limited"],
  ["com.amazonaws.cloudwatch#InternalServiceFault", "unavailable"],
  ["AccessDeniedException", "auth"],
  ["UnrecognizedClientException", "auth"],
  ["ExpiredTokenException", "auth"],
  ["InvalidSignatureException", "auth"],
  ["com.amazonaws.cloudwatch#InvalidParameterValueException", null],
  ["com.amazonaws.cloudwatch#InvalidNextToken", null],
  [undefined, null],
])("CLOUDWATCH-20  %s is %s", (type, reason) => {
  expect(reasonInType({ __type: type, message: "x" })).toBe(reason);
});
