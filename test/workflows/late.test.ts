import { DateTime } from "luxon";
import { expect, it } from "vitest";
import { lateness } from "../../scripts/workflows/late.ts";
import { subject } from "../support/evidence.ts";
import { local } from "../support/plans.ts";

// The window of the stage to be entered is 13 March 2025, in the hours of the settings.
it.each([
  ["in the middle of the window", "2025-03-13T11:00", null],
  ["seconds after the hours ended", "2025-03-13T16:00:30", null],
  ["a minute and a half after", "2025-03-13T16:01:30", /leave no moment for half/],
  ["the day after", "2025-03-14T11:00", /the window of half closed/],
  ["half a minute before they begin, by GitHub's clock", "2025-03-13T08:59:30", null],
  ["the day before", "2025-03-12T11:00", /the window of half opens/],
])("LATENESS-1  merged %s", (_, at, why) => {
  const found = lateness([subject()], local(at));
  expect(found).toEqual(why === null ? null : expect.stringMatching(why));
});

it("LATENESS-2  what enters no stage is never late, and one that is late is enough", () => {
  const night = DateTime.fromISO("2025-06-01T03:00:00Z");
  expect(lateness([subject(null)], night)).toBeNull();
  expect(lateness([subject(null), subject()], night)).toMatch(/closed/);
});
