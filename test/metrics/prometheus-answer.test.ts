import { expect, it } from "vitest";
import { quoter } from "../../scripts/http/quote.ts";
import { readAnswer, textAt } from "../../scripts/metrics/prometheus-answer.ts";

const read = (body: unknown, allowPartial = false) => readAnswer(body, { quote: quoter([]), allowPartial });
const success = (resultType: string, result: unknown, more: object = {}) => ({
  status: "success",
  data: { resultType, result },
  ...more,
});
const one = (value: unknown) => [{ metric: {}, value: [1768478400, value] }];

it.each([
  [success("vector", one("0.005")), 0.005],
  [success("vector", one("0")), 0],
  [success("scalar", [1768478400, "0.5"]), 0.5],
  [success("vector", one("3"), { infos: ["PromQL info: metric might not be a counter"] }), 3],
  [success("vector", one("3"), { warnings: [], isPartial: false }), 3],
])("ANSWER-1  %j is %d", (body, value) => {
  expect(read(body)).toEqual({ kind: "number", value });
});

it.each([[success("vector", [])], [success("vector", one("NaN"))], [success("scalar", [1, "NaN"])]])(
  "ANSWER-2  %j is no data",
  (body) => {
    expect(read(body)).toMatchObject({ kind: "no-data" });
  },
);

it.each([
  [
    success("vector", [...one("1"), ...one("1")]),
    "many-series",
    "expected 1 series, got 2: wrap the query in sum(...)",
  ],
  [success("vector", one("+Inf")), "not-finite", "expected a finite number, got +Inf"],
  [success("vector", one({})), "not-a-number", "expected a number, got an object"],
  [
    success("matrix", [{ metric: {}, values: [[1, "1"]] }]),
    "wrong-type",
    "expected one number, got a range: put a function around it, such as increase(...)",
  ],
  [success("string", [1768478400, "abc"]), "wrong-type", "expected one number, got a string"],
  [
    success("vector", [{ metric: {}, histogram: [1768478400, { count: "5" }] }]),
    "wrong-type",
    "expected one number, got a histogram: use histogram_count, histogram_sum or histogram_fraction",
  ],
  [success("vector", [{ metric: {} }]), "bad-shape", "answered a sample that is no [time, value]"],
  [success("vector", [null]), "bad-shape", "answered a sample that is no [time, value]"],
  [
    success("vector", one("1"), { warnings: ["store 10.0.0.7: deadline exceeded"] }),
    "partial",
    'the server says its answer is incomplete: ["store 10.0.0.7: deadline exceeded"]',
  ],
  [success("vector", [], { isPartial: true }), "partial", "the server says its answer is incomplete: isPartial"],
  [{ status: "error", error: "query\nfailed" }, "bad-query", "the server says: query failed"],
  [{ status: "error" }, "bad-query", "the server says: error, without a reason"],
] as const)("ANSWER-3  %j: %s, %s", (body, reason, why) => {
  expect(read(body)).toEqual({ kind: "error", reason, why });
});

it.each([
  null,
  7,
  "x",
  [],
  {},
  { status: "success" },
  { status: "ok", data: { resultType: "vector", result: [] } },
  success("vector", {}),
])("ANSWER-4  %j is no answer of a Prometheus", (body) => {
  expect(read(body)).toMatchObject({
    kind: "error",
    reason: "bad-shape",
    why: expect.stringContaining("does the url lead"),
  });
});

it("ANSWER-5  an incomplete answer is a number only where the metric allows it", () => {
  const body = success("vector", one("7"), { warnings: [{ toString: 1 }] });
  expect(read(body)).toMatchObject({ reason: "partial" });
  expect(read(body, true)).toEqual({ kind: "number", value: 7 });
});

it("ANSWER-6  text is found by own keys only", () => {
  expect(textAt({ data: { storageRetention: "15d" } }, ["data", "storageRetention"])).toBe("15d");
  expect([textAt(Object.create({ a: "inherited" }), ["a"]), textAt({ a: 1 }, ["a"]), textAt(null, ["a"])]).toEqual([
    null,
    null,
    null,
  ]);
});
