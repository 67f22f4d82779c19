import fc from "fast-check";
import { expect, it } from "vitest";
import { readNumber } from "../../scripts/metrics/number.ts";

it.each([
  [1, 1],
  [0, 0],
  [-1.5, -1.5],
  ["1", 1],
  ["-1.5", -1.5],
  ["+2", 2],
  ["1e-05", 0.00001],
  [".5", 0.5],
  ["5.", 5],
  ["0.009999999999999998", 0.009999999999999998],
])("NUMBER-1  %j is %d", (json, value) => {
  expect(readNumber(json)).toEqual({ kind: "number", value });
});

it.each([[null], [undefined], ["NaN"], [Number.NaN]])("NUMBER-2  %j is no data, never 0", (json) => {
  expect(readNumber(json)).toEqual({ kind: "no-data", why: expect.any(String) });
});

it.each(["+Inf", "-Inf", "Inf", "1e400", "-1e400", Number.POSITIVE_INFINITY, JSON.parse("1e400")])(
  "NUMBER-3  %j is not finite",
  (json) => {
    expect(readNumber(json)).toMatchObject({ kind: "error", reason: "not-finite" });
  },
);

it.each([
  "",
  " ",
  " 1",
  "1 ",
  "0x10",
  "1_0",
  "1,000",
  "abc",
  "Infinity",
  "1e",
  "--1",
  true,
  false,
  {},
  [],
  [1],
  { n: 1 },
])("NUMBER-4  %j is not a number, though JavaScript may make one of it", (json) => {
  expect(readNumber(json)).toMatchObject({ kind: "error", reason: "not-a-number" });
});

it("NUMBER-5  quotes what it got, cut and harmless", () => {
  expect(readNumber("1,000")).toMatchObject({ why: 'expected a number, got "1,000"' });
  expect(readNumber("\u001b[2Jx")).toMatchObject({ why: 'expected a number, got "[2Jx"' });
  expect(readNumber([])).toMatchObject({ why: "expected a number, got a list" });
  const huge = readNumber("9".repeat(400));
  expect(huge).toMatchObject({ why: `expected a finite number, got ${"9".repeat(39)}…` });
});

it("NUMBER-6  by property: every finite number survives as JSON and as text", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(readNumber(JSON.parse(JSON.stringify(value)))).toEqual({ kind: "number", value: value === 0 ? 0 : value });
      expect(readNumber(String(value))).toEqual({ kind: "number", value: value === 0 ? 0 : value });
    }),
  );
});
