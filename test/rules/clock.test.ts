import { DateTime, Duration } from "luxon";
import { describe, expect, it } from "vitest";
import type { Settings } from "../../scripts/flag/settings.ts";
import {
  dayOf,
  daysBetween,
  ending,
  firstOpening,
  lastOf,
  moment,
  plus,
  wallOf,
  yearOf,
} from "../../scripts/rules/clock.ts";

const at = (text: string) => wallOf(DateTime.fromISO(text, { zone: "America/New_York" }));
const working = { days: [1, 2, 3, 4, 5], from: 9 * 60, until: 16 * 60 };
const never = { days: [], from: 0, until: 1440 };
const freezes = [
  { from: "2025-12-20", until: "2026-01-02", reason: "Year-end freeze" },
  { from: "2026-01-03", until: "2026-01-04", reason: "Move" },
];

describe("CLOCK-1  the first permitted moment of a window", () => {
  it.each`
    from                  | until                 | hours      | opening
    ${"2025-03-12T00:00"} | ${"2025-03-13T00:00"} | ${working} | ${"Wed 2025-03-12 09:00"}
    ${"2025-03-12T09:00"} | ${"2025-03-12T09:01"} | ${working} | ${"Wed 2025-03-12 09:00"}
    ${"2025-03-12T00:00"} | ${"2025-03-12T09:00"} | ${working} | ${null}
    ${"2025-03-12T15:59"} | ${"2025-03-13T00:00"} | ${working} | ${"Wed 2025-03-12 15:59"}
    ${"2025-03-12T16:00"} | ${"2025-03-13T09:00"} | ${working} | ${null}
    ${"2025-03-12T16:00"} | ${"2025-03-13T09:01"} | ${working} | ${"Thu 2025-03-13 09:00"}
    ${"2025-03-14T16:00"} | ${"2025-03-17T09:00"} | ${working} | ${null}
    ${"2025-03-14T16:00"} | ${"2025-03-18T00:00"} | ${working} | ${"Mon 2025-03-17 09:00"}
    ${"2025-12-20T00:00"} | ${"2026-01-03T00:00"} | ${null}    | ${null}
    ${"2025-12-19T23:00"} | ${"2026-01-03T00:00"} | ${null}    | ${"Fri 2025-12-19 23:00"}
    ${"2025-12-20T00:00"} | ${"2026-02-01T00:00"} | ${null}    | ${"Mon 2026-01-05 00:00"}
    ${"2025-12-20T00:00"} | ${"2026-02-01T00:00"} | ${working} | ${"Mon 2026-01-05 09:00"}
    ${"2025-03-09T00:00"} | ${"2025-03-10T12:00"} | ${working} | ${"Mon 2025-03-10 09:00"}
    ${"2025-03-12T00:00"} | ${"2025-03-12T00:00"} | ${null}    | ${null}
    ${"2025-03-12T00:00"} | ${"2999-03-12T00:00"} | ${never}   | ${null}
  `("from $from until $until: $opening", ({ from, until, hours, opening }) => {
    const calendar: Pick<Settings, "hours" | "freezes"> = { hours, freezes };
    const found = firstOpening(at(from), at(until), calendar);
    expect(found && moment(found)).toBe(opening);
  });
});

it("CLOCK-2  shows the clocks of the zone it is told, on both sides of a change to daylight saving", () => {
  expect([at("2025-03-08T09:00"), at("2025-03-10T09:00")].map(moment)).toEqual([
    "Sat 2025-03-08 09:00",
    "Mon 2025-03-10 09:00",
  ]);
  expect(moment(wallOf(DateTime.fromISO("2025-03-12T02:30:00Z", { zone: "America/New_York" })))).toBe(
    "Tue 2025-03-11 22:30",
  );
});

it("CLOCK-3  a window that closes at midnight ends on the day before", () => {
  expect(ending(at("2025-03-13"))).toBe("the end of Wed 2025-03-12");
  expect(ending(at("2025-03-13T09:30"))).toBe("Thu 2025-03-13 09:30");
  expect(dayOf(lastOf(at("2025-03-13")))).toBe("2025-03-12");
});

it("CLOCK-4  counts days, years and months by the calendar", () => {
  expect(daysBetween(at("2025-03-12T23:59"), at("2025-03-13T00:00"))).toBe(1);
  expect(daysBetween(at("2025-03-12T00:00"), at("2025-03-12T23:59"))).toBe(0);
  expect(yearOf(at("2025-12-31T23:59"))).toBe(2025);
  const later = ["P1M", "P1D", "PT4H", "P1Y2M"].map((time) => plus(at("2025-01-31T09:00"), Duration.fromISO(time)));
  expect(later.map(moment)).toEqual([
    "Fri 2025-02-28 09:00",
    "Sat 2025-02-01 09:00",
    "Fri 2025-01-31 13:00",
    "Tue 2026-03-31 09:00",
  ]);
});
