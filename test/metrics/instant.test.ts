import { DateTime } from "luxon";
import { expect, it } from "vitest";
import { readInstant, spell } from "../../scripts/metrics/instant.ts";

it.each([
  ["2026-01-15T12:00:00Z", "2026-01-15T12:00:00Z"],
  ["2026-01-15T12:00Z", "2026-01-15T12:00:00Z"],
  ["2026-01-15T07:00:00.250-05:00", "2026-01-15T12:00:00.250Z"],
])("INSTANT-1  %s is %s", (text, instant) => {
  expect(readInstant(text)?.zoneName).toBe("UTC");
  expect(spell(readInstant(text)!)).toBe(instant);
});

it.each(["2026-01-15T12:00:00", "2026-01-15", "2026-02-30T12:00:00Z", "1768478400", "2026-01-15 12:00:00Z", "", "now"])(
  "INSTANT-2  %j is none: nobody knows which moment it means",
  (text) => {
    expect(readInstant(text)).toBeNull();
  },
);

it("INSTANT-3  an invalid time is said to be one", () => {
  expect(spell(DateTime.invalid("test"))).toBe("an invalid time");
});
