import fc from "fast-check";
import { DateTime, Interval } from "luxon";
import { expect, it } from "vitest";
import { loadPlan } from "../../scripts/load/plan.ts";

function load(window: string, timezone: string) {
  const text = `title: T
owner: "@rlindqvist"
standing: planned
timezone: ${timezone}
flags: { a: {} }
stages:
  - name: canary
    window: ${window}
`;
  return loadPlan({ file: "flags/x.yaml", text }, { environment: "production" });
}

function windowOf(window: string, timezone: string) {
  const loaded = load(window, timezone);
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join("\n"));
  return loaded.loaded.value.stages[0]!.window!;
}

const iso = (at: DateTime | null) => at?.toISO({ suppressMilliseconds: true }) ?? null;

it.each`
  what                                               | window                                                        | zone                   | opens                          | closes                         | text
  ${"a day is the whole local day"}                  | ${"{ opens: 2025-03-12, closes: 2025-03-12 }"}                | ${"America/New_York"}  | ${"2025-03-12T00:00:00-04:00"} | ${"2025-03-13T00:00:00-04:00"} | ${"2025-03-12"}
  ${"both days are inclusive"}                       | ${"{ opens: 2025-03-08, closes: 2025-03-09 }"}                | ${"America/New_York"}  | ${"2025-03-08T00:00:00-05:00"} | ${"2025-03-10T00:00:00-04:00"} | ${"2025-03-08 to 2025-03-09"}
  ${"without a zone it is UTC"}                      | ${"{ opens: 2025-03-12, closes: 2025-03-12 }"}                | ${"UTC"}               | ${"2025-03-12T00:00:00Z"}      | ${"2025-03-13T00:00:00Z"}      | ${"2025-03-12"}
  ${"a time is local"}                               | ${"{ opens: 2025-07-01T09:00, closes: 2025-07-01T16:30:15 }"} | ${"Asia/Kolkata"}      | ${"2025-07-01T09:00:00+05:30"} | ${"2025-07-01T16:30:15+05:30"} | ${"2025-07-01T09:00 to 2025-07-01T16:30:15"}
  ${"an offset decides"}                             | ${"{ opens: 2025-07-01T09:00Z }"}                             | ${"America/New_York"}  | ${"2025-07-01T05:00:00-04:00"} | ${null}                        | ${"from 2025-07-01T09:00Z"}
  ${"an offset settles a double hour"}               | ${"{ opens: 2025-11-02T01:30-05:00 }"}                        | ${"America/New_York"}  | ${"2025-11-02T01:30:00-05:00"} | ${null}                        | ${"from 2025-11-02T01:30-05:00"}
  ${"one bound is enough"}                           | ${"{ opens: ~, closes: 2025-12-31 }"}                         | ${"UTC"}               | ${null}                        | ${"2026-01-01T00:00:00Z"}      | ${"until 2025-12-31"}
  ${"the author's words are kept"}                   | ${"{ opens: 2025-03-12, raw: March 12 }"}                     | ${"UTC"}               | ${"2025-03-12T00:00:00Z"}      | ${null}                        | ${"March 12"}
  ${"midnight skipped: the day begins later"}        | ${"{ opens: 2018-11-04, closes: 2018-11-03 }"}                | ${"America/Sao_Paulo"} | ${"2018-11-04T01:00:00-02:00"} | ${"2018-11-04T01:00:00-02:00"} | ${"2018-11-04 to 2018-11-03"}
  ${"midnight twice: the day begins with the first"} | ${"{ opens: 2024-11-03 }"}                                    | ${"America/Havana"}    | ${"2024-11-03T00:00:00-04:00"} | ${null}                        | ${"from 2024-11-03"}
  ${"leap days exist"}                               | ${"{ opens: 2024-02-29, closes: 2024-02-29 }"}                | ${"UTC"}               | ${"2024-02-29T00:00:00Z"}      | ${"2024-03-01T00:00:00Z"}      | ${"2024-02-29"}
`("DATE-1  $what", ({ window, zone, opens, closes, text }) => {
  const found = windowOf(window, zone);
  expect({ opens: iso(found.opens), closes: iso(found.closes), text: found.text }).toEqual({ opens, closes, text });
});

it.each`
  local                    | zone                     | says
  ${"2025-03-09T02:00"}    | ${"America/New_York"}    | ${"does not exist in America/New_York"}
  ${"2025-03-09T02:59:59"} | ${"America/New_York"}    | ${"write 2025-03-09T01:59 or earlier, or 2025-03-09T03:00 or later"}
  ${"2025-10-05T02:15"}    | ${"Australia/Lord_Howe"} | ${"write 2025-10-05T01:59 or earlier, or 2025-10-05T02:30 or later"}
  ${"2025-11-02T01:00"}    | ${"America/New_York"}    | ${"write 2025-11-02T01:00-04:00 or 2025-11-02T01:00-05:00"}
  ${"2025-10-26T02:30"}    | ${"Europe/Berlin"}       | ${"write 2025-10-26T02:30+02:00 or 2025-10-26T02:30+01:00"}
`("DATE-2  $local in $zone is no instant, and the message says what is", ({ local, zone, says }) => {
  const loaded = load(`{ opens: ${local} }`, zone);
  expect(loaded.ok ? [] : loaded.diagnostics.map(({ message }) => message)).toEqual([expect.stringContaining(says)]);
});

const zones = fc.constantFrom(
  "America/New_York",
  "Europe/London",
  "Asia/Kolkata",
  "America/Sao_Paulo",
  "Africa/Cairo",
  "Pacific/Apia",
);
const instants = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2035, 0) });

it("DATE-3  a local time is refused, or is exactly the instant whose local clock shows it", () => {
  fc.assert(
    fc.property(zones, instants, fc.boolean(), (zone, near, atChange) => {
      const base = DateTime.fromMillis(near, { zone });
      const local = (atChange ? base.set({ month: 10, day: 26, hour: 1 }) : base).toFormat("yyyy-MM-dd'T'HH:mm:ss");
      const loaded = load(`{ opens: ${local} }`, zone);
      const shown = [-180, -120, -60, -30, 0, 30, 60, 120, 180].map((minutes) =>
        DateTime.fromISO(local, { zone: "utc" })
          .minus({ minutes: base.offset + minutes })
          .setZone(zone),
      );
      const real = shown.filter((at) => at.toFormat("yyyy-MM-dd'T'HH:mm:ss") === local);
      if (real.length === 1) expect(loaded.ok && iso(loaded.loaded.value.stages[0]!.window!.opens)).toBe(iso(real[0]!));
      else expect(loaded.ok).toBe(false);
    }),
    { numRuns: 500 },
  );
});

it("DATE-4  a day's window holds every instant of the day and no other", () => {
  fc.assert(
    fc.property(zones, instants, (zone, near) => {
      const day = DateTime.fromMillis(near, { zone });
      const { opens, closes } = windowOf(`{ opens: ${day.toISODate()}, closes: ${day.toISODate()} }`, zone);
      expect(Interval.fromDateTimes(opens!, closes!).contains(day)).toBe(true);
      expect([opens!, closes!.minus(1)].map((at) => at.toISODate())).toEqual([day.toISODate(), day.toISODate()]);
      expect([opens!.minus(1), closes!].map((at) => at.toISODate())).not.toContain(day.toISODate());
    }),
    { numRuns: 500 },
  );
});
