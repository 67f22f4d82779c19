import fc from "fast-check";
import { DateTime } from "luxon";
import { expect, it } from "vitest";
import { longestKeptMs, periodsIn } from "../../scripts/metrics/cloudwatch-period.ts";
import { end } from "../conformance/provider.ts";

const asked = (length: object, ago: object = {}) =>
  periodsIn({ from: end.minus(length), to: end }, end.plus(ago).toMillis());

it.each([
  [{ days: 1 }, {}, 60],
  [{ days: 1, seconds: 1 }, {}, 300],
  [{ days: 14 }, {}, 300],
  [{ days: 14, minutes: 5 }, {}, 3600],
  [{ hours: 1 }, { days: 14, hours: 22 }, 60],
  [{ hours: 1 }, { days: 14, hours: 23 }, 300],
  [{ hours: 1 }, { days: 62, hours: 22 }, 300],
  [{ hours: 1 }, { days: 62, hours: 23 }, 3600],
])("CLOUDWATCH-14  %j that ended %j ago: periods of %d s", (length, ago, period) => {
  expect(asked(length, ago)).toMatchObject({ period });
});

it("CLOUDWATCH-15  periods are whole, inside the window, still kept, and not one is left out", () => {
  const time = fc.integer({ min: 1_700_000_000_000, max: 1_800_000_000_000 });
  const span = fc.integer({ min: 0, max: longestKeptMs / 2 });
  fc.assert(
    fc.property(time, span, span, (to, length, ago) => {
      const window = { from: DateTime.fromMillis(to - length), to: DateTime.fromMillis(to) };
      const periods = periodsIn(window, to + ago);
      if (periods === null) {
        expect(length).toBeLessThan(2 * 3_600_000);
        return;
      }
      const { period, from, to: until } = periods;
      expect([from % period, until % period]).toEqual([0, 0]);
      expect(from - (to - length) / 1000).toBeGreaterThanOrEqual(0);
      expect(from - (to - length) / 1000).toBeLessThan(period);
      expect(to / 1000 - until).toBeGreaterThanOrEqual(0);
      expect(to / 1000 - until).toBeLessThan(period);
      expect((until - from) / period).toBeLessThanOrEqual(11_000);
      const days = { 60: 15, 300: 63, 3600: 455 }[period]!;
      expect((to + ago) / 1000 - from).toBeLessThanOrEqual(days * 86_400);
    }),
  );
});
