import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import type { Window } from "../../scripts/flag/plan.ts";
import type { Settings } from "../../scripts/flag/settings.ts";
import { window } from "../../scripts/gates/window.ts";
import { base, evidence, head, says, subject } from "../support/evidence.ts";
import { local, plan, settings, windowOf, withStage } from "../support/plans.ts";

const move = { kind: "promote", plan: "form1095b", from: "canary", to: "half" } as const;

/** Asking for half with this window, at this local time, under these settings. */
function at(now: string, half: Window | null, parts: Partial<Settings> = {}) {
  const from = withStage(base, "half", { window: half });
  return {
    of: { ...subject(from, head, move), settings: { ...settings, ...parts } },
    given: evidence({ now: local(now) }),
  };
}

const day = windowOf("2025-03-13", "2025-03-14");
const week = windowOf("2025-03-10", "2025-03-17");
const open = { hours: null, freezes: [] };
const freeze = [{ from: "2025-03-12", until: "2025-03-13", reason: "Tax day" }];

describe("WINDOW-1  a stage begins in its window, in the hours and outside freezes; a wait ends at the first such moment", () => {
  it.each([
    ["2025-03-13T11:00", day, {}, "pass", "window.open", null],
    ["2025-03-12T11:00", day, {}, "wait", "window.not-open", "2025-03-13T09:00"],
    ["2025-03-13T08:59:59", day, {}, "wait", "window.outside-hours", "2025-03-13T09:00"],
    ["2025-03-13T09:00", day, {}, "pass", "window.open", null],
    ["2025-03-13T15:59:59", day, {}, "pass", "window.open", null],
    ["2025-03-13T16:00", day, {}, "fail", "window.never", null],
    ["2025-03-13T08:00", windowOf("2025-03-13", "2025-03-13T09:00"), {}, "fail", "window.never", null],
    ["2025-03-13T23:59:59", day, open, "pass", "window.open", null],
    ["2025-03-14T00:00", day, open, "fail", "window.closed", null],
    ["2025-03-12T23:59:59", day, open, "wait", "window.not-open", "2025-03-13T00:00"],
    ["2025-03-12T17:00", week, {}, "wait", "window.outside-hours", "2025-03-13T09:00"],
    ["2025-03-14T16:00", week, {}, "fail", "window.never", null],
    ["2025-03-14T16:00", null, {}, "wait", "window.outside-hours", "2025-03-17T09:00"],
    ["2025-03-15T11:00", null, {}, "wait", "window.outside-hours", "2025-03-17T09:00"],
    ["2025-03-12T11:00", week, { freezes: freeze }, "wait", "window.frozen", "2025-03-14T09:00"],
    ["2025-03-13T11:00", day, { freezes: freeze }, "fail", "window.never", null],
    ["2025-03-14T09:00", week, { freezes: freeze }, "pass", "window.open", null],
    ["2025-12-19T16:00", null, {}, "wait", "window.outside-hours", "2026-01-05T09:00"],
    ["2025-12-24T11:00", null, { hours: null }, "wait", "window.frozen", "2026-01-03T00:00"],
    ["2025-03-13T11:00", null, { hours: { days: [], from: 0, until: 1440 } }, "fail", "window.never", null],
    ["2025-03-13T11:00", { opens: null, closes: local("2025-03-14"), text: "" }, {}, "pass", "window.open", null],
    [
      "2025-03-13T11:00",
      { opens: local("2025-03-13T14:00"), closes: null, text: "" },
      {},
      "wait",
      "window.not-open",
      "2025-03-13T14:00",
    ],
  ] as const)("%s, %o, %o: %s %s until %s", (now, half, parts, outcome, reason, until) => {
    const { of, given } = at(now, half, parts);
    const [finding] = window.judge(of, given);
    expect(finding).toMatchObject({ outcome, reason });
    expect(finding?.until?.toMillis()).toBe(until === null ? undefined : local(until).toMillis());
  });
});

const early = { days: [1, 2, 3, 4, 5, 6, 7], from: 150, until: 240 };
const once = { days: [1, 2, 3, 4, 5, 6, 7], from: 90, until: 180 };
const night = { days: [7], from: 0, until: 1440 };

describe("WINDOW-2  hours are read from the clock on the wall, also on the days it is changed", () => {
  it.each([
    ["02:30 does not exist: from 03:00 EDT", "2025-03-09T01:00-05:00", early, "2025-03-09T03:00-04:00"],
    ["01:30 comes twice: from the first", "2025-11-02T00:30-04:00", once, "2025-11-02T01:30-04:00"],
    ["01:15 the second time: from the second 01:30", "2025-11-02T01:15-05:00", once, "2025-11-02T01:30-05:00"],
    ["09:00 the day after is 09:00", "2025-03-08T20:00-05:00", settings.hours, "2025-03-10T09:00-04:00"],
    ["a whole Sunday of 23 hours", "2025-03-08T20:00-05:00", night, "2025-03-09T00:00-05:00"],
  ] as const)("%s", (_, now, hours, until) => {
    const { of } = at("2025-03-13", null, { hours });
    const [finding] = window.judge(of, evidence({ now: DateTime.fromISO(now) }));
    expect(finding?.until?.toUTC().toISO()).toBe(DateTime.fromISO(until).toUTC().toISO());
  });
});

it("WINDOW-3  says what binds, in the plan's zone, and how long it is until then", () => {
  const before = at("2025-03-12T11:00", day);
  expect(says(window, before.of, before.given)).toEqual([
    "wait window.not-open  it is 2025-03-12 11:00 EDT; the window of half opens 2025-03-13 00:00 EDT; can begin 2025-03-13 09:00 EDT, in 22 hours",
  ]);
  const late = at("2025-03-14T10:00", day);
  expect(says(window, late.of, late.given)).toEqual([
    "fail window.closed  it is 2025-03-14 10:00 EDT; the window of half closed 2025-03-14 00:00 EDT",
  ]);
  const frozen = at("2025-12-24T11:00", null);
  expect(says(window, frozen.of, frozen.given)[0]).toContain(
    "frozen until 2026-01-02: Year-end freeze; can begin 2026-01-05 09:00 EST",
  );
  const sunday = at("2025-03-16T11:00", null);
  expect(says(window, sunday.of, sunday.given)[0]).toContain("outside 09:00 to 16:00 on Mon, Tue, Wed, Thu, Fri");
});

it("WINDOW-4  the window is main's, not the pull request's", () => {
  const wider = withStage(head, "half", { window: windowOf("2025-01-01", "2026-01-01") });
  const from = withStage(base, "half", { window: day });
  expect(window.judge(subject(from, wider, move), evidence({ now: local("2025-03-20T11:00") }))[0]?.outcome).toBe(
    "fail",
  );
});

it("WINDOW-5  the rollout binds every stage that changes exposure, and no check-in", () => {
  const over = { rollout: windowOf("2025-03-01", "2025-03-13") };
  expect(says(window, subject({ ...base, ...over }, { ...head, ...over }, move), evidence())[0]).toContain(
    "fail window.closed",
  );
  const [full, check] = [plan({ ...over, standing: "full" }), plan({ ...over, standing: "week-check" })];
  expect(window.judge(subject(full, check), evidence())[0]?.outcome).toBe("pass");
});

it("WINDOW-6  retiring has no window", () => {
  expect(window.judge(subject(plan({ standing: "month-check" }), plan({ standing: "retired" })), evidence())).toEqual(
    [],
  );
});
