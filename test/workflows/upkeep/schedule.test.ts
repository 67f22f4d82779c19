import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { cronsIn, longestGap } from "../../../scripts/workflows/upkeep/schedule.ts";

const workflows = join(import.meta.dirname, "../../../.github/workflows");

it.each(["flag-gate", "flag-sync", "flag-monitor"])("SCHEDULE-1  %s is due every quarter of an hour", (name) => {
  expect(longestGap(cronsIn(readFileSync(join(workflows, `${name}.yml`), "utf8")))).toBe(15);
});

it.each([
  ['  schedule:\n    - cron: "7,37 * * * *"\n', ["7,37 * * * *"]],
  ["  schedule: [{ cron: '0 6 * * 1-5' }, { cron: 5 * * * *, timezone: Europe/Berlin }]", ["0 6 * * 1-5", "5 * * * *"]],
  ["    - cron: 7 * * * * # every hour\n", ["7 * * * *"]],
  ['  # - cron: "7 * * * *"\n  push:\n', []],
  ["on: push\n", []],
])("SCHEDULE-2  the lines of %j", (text, crons) => {
  expect(cronsIn(text)).toEqual(crons);
});

it.each<[string, readonly string[], number | null]>([
  ["every minute", ["* * * * *"], 1],
  ["steps", ["*/15 * * * *"], 15],
  ["steps from a minute on", ["5/20 * * * *"], 20],
  ["unequal gaps: the longest", ["3,18,50 * * * *"], 32],
  ["two lines together", ["0 * * * *", "20,40 * * * *"], 20],
  ["every hour", ["7 * * * *"], 60],
  ["by day only: over night", ["7 8-17 * * *"], 15 * 60],
  ["on working days: over the weekend", ["0 9 * * 1-5"], 72 * 60],
  ["Sunday by either number", ["0 9 * * 0,7"], 7 * 24 * 60],
])("SCHEDULE-3  %s", (_, crons, minutes) => {
  expect(longestGap(crons)).toBe(minutes);
});

it.each([["0 9 1 * *"], ["0 9 * 3 *"], ["0 9 * * MON"], ["60 * * * *"], ["9-5 * * * *"], ["* * * *"], ["x"], [""]])(
  "SCHEDULE-4  %j is not understood, which is said rather than guessed",
  (cron) => {
    expect(longestGap([cron])).toBeNull();
    expect(longestGap(["* * * * *", cron])).toBeNull();
  },
);

it("SCHEDULE-5  no line is no gap", () => expect(longestGap([])).toBeNull());
