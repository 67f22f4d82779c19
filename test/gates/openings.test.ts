import fc from "fast-check";
import { DateTime } from "luxon";
import { expect, it } from "vitest";
import { type Calendar, frozenBy, inHours, nextOpening } from "../../scripts/gates/openings.ts";
import { local, zone } from "../support/plans.ts";

const around = ["2025-03-07T00:00", "2025-10-31T00:00", "2025-06-02T00:00"].map(local);
const moment = (hours: number) =>
  fc
    .tuple(fc.constantFrom(...around), fc.nat(hours * 4))
    .map(([start, quarters]) => start.plus({ minutes: quarters * 15 }));
const quarters = (min: number, max: number) => fc.integer({ min, max }).map((count) => count * 15);
const orNull = <T>(some: fc.Arbitrary<T>) => fc.option(some, { freq: 3 });

const calendars: fc.Arbitrary<{ calendar: Calendar; now: ReturnType<typeof local> }> = fc
  .record({
    now: moment(72),
    opens: orNull(quarters(0, 72 * 4)),
    length: orNull(quarters(1, 72 * 4)),
    hours: orNull(fc.record({ days: fc.subarray([1, 2, 5, 6, 7]), from: quarters(0, 95), length: quarters(1, 40) })),
    frozen: orNull(fc.tuple(fc.nat(3), fc.nat(2))),
  })
  .map(({ now, opens, length, hours, frozen }) => {
    const from = opens === null ? null : now.minus({ hours: 24 }).plus({ minutes: opens });
    const closes = length === null ? null : (from ?? now).plus({ minutes: length });
    const iso = (days: number) => now.plus({ days }).toISODate()!;
    return {
      now,
      calendar: {
        windows: from === null && closes === null ? [] : [{ opens: from, closes, text: "" }],
        hours: hours && { days: hours.days, from: hours.from, until: Math.min(1440, hours.from + hours.length) },
        freezes: frozen === null ? [] : [{ from: iso(frozen[0]), until: iso(frozen[0] + frozen[1]), reason: "" }],
        zone,
      },
    };
  });

it("OPENINGS-1  the next opening is the first moment that everything allows, found as by looking at every quarter of an hour", () => {
  let waits = 0;
  fc.assert(
    fc.property(calendars, ({ calendar, now }) => {
      const [span] = calendar.windows;
      const allows = (at: typeof now) =>
        (!span?.opens || at >= span.opens) &&
        (!span?.closes || at < span.closes) &&
        inHours(calendar, at) &&
        frozenBy(calendar, at).length === 0;
      const minutes = 4 * 24 * 60;
      let first: typeof now | null = null;
      for (let minute = 0; minute <= minutes && first === null; minute += 15) {
        const at = now.plus({ minutes: minute });
        if (allows(at)) first = at;
      }
      const found = nextOpening(calendar, now);
      const near = found !== null && found <= now.plus({ minutes }) ? found.toMillis() : null;
      expect(near).toBe(first?.toMillis() ?? null);
      if (found !== null && found > now) waits++;
    }),
    { numRuns: 200 },
  );
  expect(waits).toBeGreaterThan(10);
});

it.each([
  ["01:45 the first time", "2025-04-06T00:30+11:00", "2025-04-06T01:45+11:00"],
  ["01:45 the second time", "2025-04-06T01:30+10:30", "2025-04-06T01:45+10:30"],
])("OPENINGS-2  clocks that go back by half an hour: %s", (_, now, expected) => {
  const hours = { days: [7], from: 105, until: 119 };
  const calendar = { windows: [], hours, freezes: [], zone: "Australia/Lord_Howe" };
  expect(nextOpening(calendar, DateTime.fromISO(now))?.toMillis()).toBe(DateTime.fromISO(expected).toMillis());
});
