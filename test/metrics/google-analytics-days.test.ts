import { DateTime } from "luxon";
import { expect, it } from "vitest";
import { wholeDays } from "../../scripts/metrics/google-analytics-days.ts";

const at = (text: string) => DateTime.fromISO(text, { zone: "utc" });

it.each`
  from                      | to                        | zone                    | first           | last
  ${"2026-01-12T12:00:00Z"} | ${"2026-01-15T12:00:00Z"} | ${"utc"}                | ${"2026-01-13"} | ${"2026-01-14"}
  ${"2026-01-12T12:00:00Z"} | ${"2026-01-15T12:00:00Z"} | ${"America/New_York"}   | ${"2026-01-13"} | ${"2026-01-14"}
  ${"2026-01-12T05:00:00Z"} | ${"2026-01-15T05:00:00Z"} | ${"America/New_York"}   | ${"2026-01-12"} | ${"2026-01-14"}
  ${"2026-01-12T05:00:01Z"} | ${"2026-01-15T04:59:59Z"} | ${"America/New_York"}   | ${"2026-01-13"} | ${"2026-01-13"}
  ${"2026-01-12T12:00:00Z"} | ${"2026-01-15T12:00:00Z"} | ${"Pacific/Kiritimati"} | ${"2026-01-14"} | ${"2026-01-15"}
  ${"2026-03-08T05:00:00Z"} | ${"2026-03-09T04:00:00Z"} | ${"America/New_York"}   | ${"2026-03-08"} | ${"2026-03-08"}
  ${"2026-11-01T04:00:00Z"} | ${"2026-11-02T05:00:00Z"} | ${"America/New_York"}   | ${"2026-11-01"} | ${"2026-11-01"}
  ${"2018-11-03T12:00:00Z"} | ${"2018-11-05T03:00:00Z"} | ${"America/Sao_Paulo"}  | ${"2018-11-04"} | ${"2018-11-04"}
`("ANALYTICS-8  $from to $to in $zone: $first to $last", ({ from, to, zone, first, last }) => {
  expect(wholeDays({ from: at(from), to: at(to) }, zone)).toMatchObject({ first, last });
});

it("ANALYTICS-9  none in a window that holds none", () => {
  const none = { from: at("2026-01-12T12:00:00Z"), to: at("2026-01-13T12:00:00Z") };
  expect(wholeDays(none, "utc")).toBeNull();
  expect(wholeDays({ from: none.to, to: none.from }, "utc")).toBeNull();
});

it("ANALYTICS-10  says when the last of them ends", () => {
  const days = wholeDays({ from: at("2026-01-12T12:00:00Z"), to: at("2026-01-15T12:00:00Z") }, "America/New_York");
  expect(days!.end.toUTC().toISO()).toBe("2026-01-15T05:00:00.000Z");
});
