import { DateTime, type Duration } from "luxon";
import type { Settings } from "../flag/settings.ts";

/**
 * What a clock on the wall of the plan's zone shows, in milliseconds as if it were UTC. Days, weekdays and hours come from
 * it by arithmetic; asking a zone for each is a hundred times slower. Where clocks change between two of them, the time
 * between them is off by that hour.
 */
export type Wall = number;

const minute = 60_000;
const day = 24 * 60 * minute;

/** The wall clock of a moment, in the zone that the moment has. */
export const wallOf = (at: DateTime): Wall => at.toMillis() + at.offset * minute;

/** `2025-03-12`. */
export function dayOf(at: Wall): string {
  const index = Math.floor(at / day);
  const known = days.get(index);
  if (known !== undefined) return known;
  const text = new Date(at).toISOString().slice(0, 10);
  if (days.size >= mostDays) days.clear();
  days.set(index, text);
  return text;
}

/** Days already written out: plans of a repository share theirs. */
const days = new Map<number, string>();
const mostDays = 5000;

/** `2025`. */
export const yearOf = (at: Wall): number => new Date(at).getUTCFullYear();

/** Whole days from one day to another, hours left out. */
export const daysBetween = (from: Wall, until: Wall): number => Math.floor(until / day) - Math.floor(from / day);

/** The last millisecond before a closing time: a window that closes at midnight ends on the day before. */
export const lastOf = (closes: Wall): Wall => closes - 1;

/** How long a duration is, in milliseconds. Kept, as to work it out is slow and plans of a repository share theirs. */
export function lengthOf(time: Duration): number {
  const known = lengths.get(time);
  if (known !== undefined) return known;
  const length = time.toMillis();
  lengths.set(time, length);
  return length;
}

const lengths = new WeakMap<Duration, number>();

/** A time later; months and years by the calendar. */
export function plus(at: Wall, time: Duration): Wall {
  if (time.months === 0 && time.years === 0) return at + lengthOf(time);
  return DateTime.fromMillis(at, { zone: "utc" }).plus(time).toMillis();
}

/** `Wed 2025-03-12 09:00`. */
export const moment = (at: Wall): string =>
  DateTime.fromMillis(at, { zone: "utc", locale: "en" }).toFormat("ccc yyyy-MM-dd HH:mm");

/** When a window closes, as its author wrote it: `the end of Wed 2025-03-12`, or a moment within a day. */
export const ending = (closes: Wall): string =>
  closes % day === 0 ? `the end of ${moment(lastOf(closes)).slice(0, -6)}` : moment(closes);

type Calendar = Pick<Settings, "hours" | "freezes">;

/**
 * First moment at or after `from`, and before `until`, that lies in the settings' hours and outside every freeze; null
 * where there is none.
 */
export function firstOpening(from: Wall, until: Wall, { hours, freezes }: Calendar): Wall | null {
  if (hours !== null && (hours.days.length === 0 || hours.from >= hours.until)) return null;

  for (let at = from; at < until; ) {
    const today = Math.floor(at / day) * day;
    const date = dayOf(at);
    const freeze = freezes.find((candidate) => candidate.from <= date && date <= candidate.until);
    if (freeze !== undefined) {
      at = Date.parse(freeze.until) + day;
      continue;
    }
    if (hours === null) return at;
    const weekday = ((today / day + 3) % 7) + 1;
    if (!hours.days.includes(weekday) || at >= today + hours.until * minute) {
      at = today + day;
      continue;
    }
    const opening = Math.max(at, today + hours.from * minute);
    return opening < until ? opening : null;
  }
  return null;
}
