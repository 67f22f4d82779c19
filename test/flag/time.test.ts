import { DateTime, Duration } from "luxon";
import { expect, it } from "vitest";
import { after, showDuration, showTime, showWait } from "../../scripts/flag/time.ts";

const utc = (text: string) => DateTime.fromISO(text, { zone: "utc" });

it.each([
  ["2025-03-12T14:00:00Z", "America/New_York", "2025-03-12 10:00 EDT"],
  ["2025-01-12T14:00:00Z", "America/New_York", "2025-01-12 09:00 EST"],
  ["2025-03-12T14:00:07Z", "UTC", "2025-03-12 14:00:07 UTC"],
  ["2025-03-12T23:30:00Z", "Asia/Kolkata", "2025-03-13 05:00 GMT+5:30"],
])("TIME-1  %s in %s reads %s", (time, zone, expected) => {
  expect(showTime(utc(time), zone)).toBe(expected);
});

it.each([
  ["P1D", "1 day"],
  ["PT4H", "4 hours"],
  ["PT90M", "90 minutes"],
  ["P1W2DT3H", "1 week 2 days 3 hours"],
  ["PT60S", "60 seconds"],
  ["PT0S", "no time"],
  ["PT0.25S", "250 milliseconds"],
])("TIME-2  %s reads %s: every unit as written, nothing rounded", (duration, expected) => {
  expect(showDuration(Duration.fromISO(duration))).toBe(expected);
});

it.each([
  ["PT3H", "in 3 hours"],
  ["PT3H0.001S", "in 3 hours 1 minute"],
  ["PT1S", "in 1 minute"],
  ["P2DT4H1M", "in 2 days 5 hours"],
  ["PT24H", "in 1 day"],
  ["PT0S", "now"],
])("TIME-3  %s off reads %s: never too early", (off, expected) => {
  const now = utc("2025-03-12T14:00:00Z");
  expect(showWait(now, now.plus(Duration.fromISO(off)))).toBe(expected);
});

it.each([
  ["2025-03-08T12:00", "P1D", "2025-03-09T17:00:00.000Z"],
  ["2025-11-01T12:00", "P1D", "2025-11-02T16:00:00.000Z"],
  ["2025-01-31T12:00", "P1M", "2025-02-28T17:00:00.000Z"],
])(
  "TIME-4  %s in New York and %s: a day is 24 hours whatever the clocks do, a month the calendar's",
  (from, duration, to) => {
    expect(after(DateTime.fromISO(from, { zone: "America/New_York" }), Duration.fromISO(duration)).toISO()).toBe(to);
  },
);
