import { DateTime } from "luxon";
import { expect, it } from "vitest";
import type { WorkflowRecord } from "../../../scripts/forge/upkeep.ts";
import { workflowState } from "../../../scripts/workflows/upkeep/alive.ts";

const at = (minute: number) => DateTime.fromISO("2025-03-10T08:00:00Z", { zone: "utc" }).plus({ minute });
const quarterly = 'on:\n  schedule:\n    - cron: "7,22,37,52 * * * *"\n';
const record = (over: Partial<WorkflowRecord> = {}): WorkflowRecord => ({
  ...{ file: ".github/workflows/flag-gate.yml", state: "active", createdAt: at(0), lastSuccess: at(10) },
  ...over,
});

it.each([
  ["it ran a moment ago", record(), 11, "alive"],
  ["an hour ago, to the minute", record(), 70, "alive"],
  ["a minute more", record(), 71, "late"],
  ["it never ran and is new", record({ lastSuccess: null }), 60, "alive"],
  ["it never ran and is not", record({ lastSuccess: null }), 61, "late"],
  ["it is switched off, whenever it ran", record({ state: "disabled_inactivity" }), 11, "off"],
  ["the forge knows no such workflow", undefined, 11, "missing"],
] as const)("ALIVE-1  %s", (_, known, now, kind) => {
  expect(workflowState(quarterly, known, at(now)).kind).toBe(kind);
});

it("ALIVE-2  what is late says since when, how often it is due and how long we wait", () => {
  expect(workflowState(quarterly, record(), at(100))).toEqual({ kind: "late", last: at(10), every: 15, patience: 60 });
  const hourly = 'schedule: [{ cron: "7 * * * *" }]';
  expect(workflowState(hourly, record(), at(10 + 240)).kind).toBe("alive");
  expect(workflowState(hourly, record(), at(10 + 241))).toMatchObject({ every: 60, patience: 240 });
});

it("ALIVE-3  a file that is gone, a schedule that is gone and one that nobody understands are three things", () => {
  expect(workflowState(null, record(), at(11))).toEqual({ kind: "missing" });
  expect(workflowState("on: push\n", record(), at(11))).toMatchObject({
    kind: "unscheduled",
    why: expect.stringContaining("no schedule"),
  });
  expect(workflowState('cron: "0 9 1 * *"', record(), at(11))).toMatchObject({
    why: expect.stringContaining("0 9 1 * *"),
  });
});
