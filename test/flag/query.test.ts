import { DateTime } from "luxon";
import { expect, it } from "vitest";
import { resolveWindow } from "../../scripts/flag/query.ts";

const to = DateTime.fromISO("2026-01-15T12:00:00Z", { zone: "utc" });

it.each([
  ["increase(a[{{window}}])", { days: 3 }, "increase(a[259200s])"],
  ["a[{{window}}] / b[{{window}}]", { minutes: 5 }, "a[300s] / b[300s]"],
  ["a[{{window}}]", { milliseconds: 1999 }, "a[1s]"],
  ["a[{{window}}]", { seconds: -5 }, "a[0s]"],
  ["a[{{ window }}] $& {{ windows }}", { hours: 1 }, "a[{{ window }}] $& {{ windows }}"],
  ["", { hours: 1 }, ""],
])("QUERY-1  %j over %j: %j", (query, length, resolved) => {
  expect(resolveWindow(query, to.minus(length), to)).toBe(resolved);
});
