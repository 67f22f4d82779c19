import type { Zone } from "luxon";

/** A day and a time of day, in no zone yet. */
export interface Clock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

const form = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:\d\d)?)?$/;

/** Parts of an ISO 8601 date, local date-time, or date-time with offset. The schema has seen to the form. */
export function readClock(text: string): {
  readonly clock: Clock;
  readonly timed: boolean;
  readonly offset: string | null;
} {
  const [, year, month, day, hour, minute, second, fraction, offset] = form.exec(text)!;
  const clock = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    millisecond: Number((fraction ?? "").slice(0, 3).padEnd(3, "0")),
  };
  return { clock, timed: hour !== undefined, offset: offset ?? null };
}

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** What no calendar or clock shows, with the way out; null where all is well. */
export function impossible({ year, month, day, hour, minute, second }: Clock): string | null {
  if (year < 1970 || year > 2999) return `the year must be from 1970 to 2999, not ${year}`;
  if (month < 1 || month > 12) return `there is no month ${month}: write year-month-day`;
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day < 1 || day > days) return `${months[month - 1]} ${year} has ${days} days, not ${day}`;
  if (hour > 23 || minute > 59 || second > 59) return "a day goes from 00:00 to 23:59:59";
  return null;
}

/** Milliseconds since 1970 if the clock were in UTC. */
export function asUtc({ year, month, day, hour, minute, second, millisecond }: Clock): number {
  return Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
}

/** Minutes of `+05:30`, or null where no place on earth keeps that offset. */
export function offsetMinutes(text: string): number | null {
  if (text === "Z") return 0;
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(4, 6))];
  const total = hours * 60 + minutes;
  return minutes > 59 || total > 14 * 60 ? null : text.startsWith("-") ? -total : total;
}

export const dayMs = 86_400_000;

/** The instants at which a clock in the zone shows this time: one, none (skipped), or two, earlier first. */
export function instantsOf(local: number, zone: Zone): readonly number[] {
  const [before, after] = [zone.offset(local - dayMs), zone.offset(local + dayMs)];
  if (before === after) return [local - before * 60_000];
  return [before, after]
    .map((offset) => ({ offset, instant: local - offset * 60_000 }))
    .filter(({ offset, instant }) => zone.offset(instant) === offset)
    .map(({ instant }) => instant)
    .sort((a, b) => a - b);
}

/** The instant within a day of the local time at which the zone changes its offset. */
export function changeNear(local: number, zone: Zone): number {
  let [low, high] = [local - dayMs, local + dayMs];
  const before = zone.offset(low);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zone.offset(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}
