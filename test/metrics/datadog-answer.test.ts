import { expect, it } from "vitest";
import { quoter } from "../../scripts/http/quote.ts";
import { readColumns, readScalar } from "../../scripts/metrics/datadog-answer.ts";

const quote = quoter([]);
const number = (...values: readonly unknown[]) => ({ type: "number", name: "a", values });
const group = (...values: readonly unknown[]) => ({ type: "group", name: "variant", values });
const answer = (...columns: readonly unknown[]) => ({ data: { attributes: { columns } } });

it.each([
  [answer(number(0.5)), 0.5],
  [answer(number(0)), 0],
  [answer({ values: [7] }), 7],
  [answer(group(["on"]), number(7)), 7],
  [{ ...answer(number(7)), errors: "" }, 7],
  [{ ...answer(number(7)), errors: [] }, 7],
])("DATADOG-13  %j is %d", (body, value) => {
  expect(readScalar(body, { quote, orZero: false })).toEqual({ kind: "number", value });
});

it.each([[answer()], [answer(number())], [answer(number(null))], [answer(group(["on"]), number(null))]])(
  "DATADOG-14  %j is no data",
  (body) => {
    expect(readScalar(body, { quote, orZero: false })).toMatchObject({ kind: "no-data" });
  },
);

it.each([
  [answer(number(1, 2)), "many-series", "expected 1 value, got 2"],
  [
    answer(group(["on"], ["off"]), number(1, 2)),
    "many-series",
    "expected 1 value, got 2: take the `by {...}` off the query",
  ],
  [
    answer(group(["on"], ["off"]), number(null, 2)),
    "many-series",
    "expected 1 value, got 2: take the `by {...}` off the query",
  ],
  [answer(number(1), number(2)), "many-series", "expected 1 number column, got 2: ask for one query"],
  [answer(number("oops")), "not-a-number", 'expected a number, got "oops"'],
  [answer({ type: "text", values: ["7"] }), "wrong-type", "expected a number column, got text"],
  [answer({ type: "number" }), "bad-shape", "answered a column without a list of values"],
  [answer(group(["on"], 42), number(1, 2)), "bad-shape", "answered a group whose label at index 1 is no list of texts"],
  [{ errors: ["first", "second"] }, "bad-query", 'Datadog says: ["first","second"]'],
  [{ data: { errors: "inside" } }, "bad-query", "Datadog says: inside"],
  [{ data: {} }, "bad-shape", "answered JSON that is no scalar answer of Datadog"],
] as const)("DATADOG-15  %j: %s, %s", (body, reason, why) => {
  expect(readScalar(body, { quote, orZero: false })).toEqual({ kind: "error", reason, why });
});

it.each([[answer()], [answer(number())], [answer(number(null))]])("DATADOG-22  with or 0, %j is 0", (body) => {
  expect(readScalar(body, { quote, orZero: true })).toEqual({ kind: "number", value: 0 });
});

it("DATADOG-16  a row without a value is left out with its group, but counts as a row", () => {
  const columns = [group(["on"], ["off"]), number(null, 2)];
  expect(readColumns(columns, quote)).toEqual({ values: [2], groups: ["off"], grouped: true, rows: 2 });
});
