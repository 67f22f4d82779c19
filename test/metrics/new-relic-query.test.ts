import { expect, it } from "vitest";
import { inWindow } from "../../scripts/metrics/new-relic-query.ts";
import { questionOf } from "../conformance/provider.ts";

const { window } = questionOf("");
const range = "\nSINCE 1768474800000 UNTIL 1768478400000";

it.each([
  "SELECT count(*) FROM Transaction",
  "FROM Log SELECT count(*) WHERE message = 'until tomorrow'",
  'FROM Log SELECT count(*) WHERE message = "since \\" then"',
  "FROM Log SELECT sum(`since`)",
  "FROM Log SELECT count(*) -- not since ever",
  "FROM Log /* timeseries */ SELECT count(*) // compare with",
  "FROM Log SELECT count(*) WHERE sinceWhen = 1",
])("NEW-RELIC-7  %j gets its range on a line of its own", (query) => {
  expect(inWindow(` ${query}\n`, window)).toEqual({ ok: true, value: `${query}${range}` });
});

it.each([
  [
    "SELECT count(*) FROM a SINCE 1 day ago",
    "SINCE cannot stand in the query: take it out, the metric's window is put in",
  ],
  ["SELECT count(*) FROM a until now", "UNTIL cannot stand in the query: take it out, the metric's window is put in"],
  [
    "SELECT count(*) FROM a TIMESERIES",
    "TIMESERIES cannot stand in the query: take it out, one number for the whole window is needed",
  ],
  [
    "FROM a SELECT count(*) Compare  With 1 day ago",
    "COMPARE WITH cannot stand in the query: take it out, one number for the whole window is needed",
  ],
  [" \n", "the query is empty: write an NRQL query"],
])("NEW-RELIC-8  %j: %s", (query, why) => {
  expect(inWindow(query, window)).toEqual({ ok: false, why });
});
