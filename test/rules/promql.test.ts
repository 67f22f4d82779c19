import { describe, expect, it } from "vitest";
import {
  averagesQuotients,
  comparisonOf,
  divides,
  fillsWithZero,
  isHistogramDifference,
  operatorsOf,
} from "../../scripts/rules/promql.ts";

describe("PROMQL-1  finds the comparison that is the query's own answer", () => {
  it.each([
    ["sum(rate(a[5m])) > 0.01", ">"],
    ["(sum(a) >= 2)", ">="],
    ["((a) != (b))", "!="],
    ["sum(a) == bool 0", "=="],
    ["a or (b < 3)", "<"],
    ["sum(a > 5)", null],
    ["sum by (le) (a > 5)", null],
    ["count(up == 0) or vector(0)", null],
    ['sum(a{code!="200",path=~"/x>y"})', null],
    ["a # > 5", null],
    ["label_replace(a, 'x', '>', 'y', '<')", null],
    ["a[5m:1m] offset 5m", null],
    ["sum(a))) > 1", ">"],
    ["", null],
  ])("%s: %s", (query, operator) => {
    expect(comparisonOf(query)).toBe(operator);
  });
});

describe("PROMQL-2  tells a quotient of series from a change of unit", () => {
  it.each([
    ["sum(a) / sum(b)", true],
    ["a/b", true],
    ["sum(rate(a[5m]) / rate(b[5m]))", true],
    ["a / 1e3 / b", true],
    ["a / 2 * b", false],
    ["sum(a) / 1000", false],
    ["(a / 60) or vector(0)", false],
    ["a / 1e3", false],
    ['sum(a{path="/x/y"})', false],
    ["a[5m] # a/b", false],
  ])("%s: %s", (query, answer) => {
    expect(divides(query)).toBe(answer);
  });
});

it.each([
  ["avg(a / b)", true],
  ["avg by (job) (rate(a[5m]) / rate(b[5m]))", true],
  ["avg_over_time((a / b)[1h:5m])", true],
  ["avg(a) / avg(b)", false],
  ["sum(a / b)", false],
])("PROMQL-3  %s averages quotients: %s", (query, answer) => {
  expect(averagesQuotients(query)).toBe(answer);
});

it.each([
  ["sum(a) or vector(0)", true],
  ["sum(a) OR on() vector( 0.0 )", true],
  ["(sum(a)\n  or vector(0))", true],
  ["sum(a) or vector(1)", false],
  ["sum(a) or b", false],
  ['sum(a{x="or vector(0)"})', false],
])("PROMQL-4  %s fills with zero: %s", (query, answer) => {
  expect(fillsWithZero(query)).toBe(answer);
});

it.each([
  ['sum(increase(s_count[1h])) - sum(increase(s_bucket{le="0.5"}[1h]))', true],
  ["sum(s_count)", false],
  ["sum(s_bucket) - sum(s_count)", false],
  ["sum(a) - sum(s_bucket)", false],
])("PROMQL-5  %s is a histogram difference: %s", (query, answer) => {
  expect(isHistogramDifference(query)).toBe(answer);
});

it("PROMQL-6  keeps every operator at its place, and is quick on any text", () => {
  const query = 'sum(a{b="c"}[{{window}}]) > 1 # x > y';
  expect(operatorsOf(query)).toHaveLength(query.length);
  expect(operatorsOf(query).indexOf(">")).toBe(query.indexOf("> 1"));

  for (const part of ['\\"', "avg(", "a(", "_count-", "{", "/ 1", "or ", "(((", "a".repeat(50)]) {
    const long = part.repeat(250_000 / part.length);
    const began = performance.now();
    for (const judge of [comparisonOf, divides, averagesQuotients, fillsWithZero, isHistogramDifference]) judge(long);
    expect(performance.now() - began, part).toBeLessThan(2_000);
  }
});
