import { Duration } from "luxon";
import { expect, it } from "vitest";
import { keptFor, readRetention, spellSpan, unanswerable, uncovered } from "../../scripts/metrics/coverage.ts";
import { end, questionOf } from "../conformance/provider.ts";

const day = 86_400_000;

it.each([
  ["P15D", 15 * day],
  ["PT1H", 15 * day],
  ["P1D", null],
  ["PT24H", null],
])("COVERAGE-1  %s is covered by %d ms", (length, kept) => {
  expect(uncovered(questionOf("x", length), kept, "prometheus")).toBeNull();
});

it.each([
  ["P30D", 15 * day, "15 d of 30 d covered: prometheus keeps no more, so shorten the metric's window"],
  ["PT361H", 15 * day, "15 d of 361 h covered: prometheus keeps no more, so shorten the metric's window"],
  [
    "P30D",
    null,
    "30 d are asked for and nobody says how long prometheus keeps its data: add its `retention` to the settings, or shorten the metric's window",
  ],
])("COVERAGE-2  %s is not covered by %d ms: %s", (length, kept, why) => {
  expect(uncovered(questionOf("x", length), kept, "prometheus")).toEqual({ kind: "error", reason: "coverage", why });
});

it.each([
  ["15d", 15 * day],
  ["100y", 36_500 * day],
  ["1d12h", 1.5 * day],
  ["6w", 42 * day],
  ["90m", 5_400_000],
  ["1500ms", 1500],
  ["15d or 10GB", 15 * day],
  ["10GiB", null],
  ["0s", 0],
  ["15", null],
  ["", null],
  ["-15d", null],
])("COVERAGE-3  a server that keeps %j keeps %d ms", (text, ms) => {
  expect(readRetention(text)).toBe(ms);
});

it.each([
  [30 * day, "30 d"],
  [36 * 3_600_000, "36 h"],
  [30 * day + 1000, "2592001 s"],
  [1500, "1.5 s"],
])("COVERAGE-4  %d ms are %s", (ms, text) => {
  expect(spellSpan(ms)).toBe(text);
});

it("COVERAGE-5  the settings' retention is that many milliseconds, or not said", () => {
  expect([keptFor(Duration.fromISO("P60D")), keptFor(Duration.fromISO("P1M")), keptFor(null)]).toEqual([
    60 * day,
    30 * day,
    null,
  ]);
});

const source = (keptMs: number | null) => ({ name: "datadog", keptMs });
const asked = (length: string, keptMs: number | null, ago = 0) =>
  unanswerable(questionOf("x", length), source(keptMs), end.toMillis() + ago);

it.each([
  ["PT1H", 15 * day, 0],
  ["P15D", 15 * day, 0],
  ["P14D", 15 * day, day],
  ["P1D", null, 400 * day],
])("COVERAGE-8  %s, of data kept %d ms, asked about %d ms later can be asked", (length, kept, ago) => {
  expect(asked(length, kept, ago)).toBeNull();
});

it("COVERAGE-9  an empty window is no data, one too long or too old is not covered", () => {
  expect(asked("PT0S", null)).toEqual({ kind: "no-data", why: "the window is still empty" });
  expect(asked("P16D", 15 * day)).toMatchObject({ why: expect.stringContaining("15 d of 16 d covered: datadog") });
  expect(asked("P2D", null)).toMatchObject({ why: expect.stringContaining("nobody says how long datadog") });
  const why = "the window begins 2026-01-01T12:00:00Z, and datadog keeps only the last 15 d";
  expect(asked("P14D", 15 * day, day + 1)).toEqual({ kind: "error", reason: "coverage", why });
});
