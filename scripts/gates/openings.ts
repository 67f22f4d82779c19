import type { DateTime } from "luxon";
import type { Window } from "../flag/plan.ts";
import { type Freeze, freezes, type Hours } from "../flag/settings.ts";
import { inZone } from "../flag/time.ts";

/** When a stage may begin: all of these allow it. Local days and hours are read in the zone. */
export interface Calendar {
  readonly windows: readonly Window[];
  readonly hours: Hours | null;
  readonly freezes: readonly Freeze[];
  readonly zone: string;
}

/** How far ahead an opening is looked for, where no window closes before. */
export const horizonDays = 400;

export const opensAt = ({ windows }: Calendar): DateTime | null => latest(windows.map(({ opens }) => opens));
export const closesAt = ({ windows }: Calendar): DateTime | null => earliest(windows.map(({ closes }) => closes));

/** from <= local time < until on one of the days, by the clock on the wall. */
export function inHours({ hours, zone }: Calendar, at: DateTime): boolean {
  if (hours === null) return true;
  const local = inZone(at, zone);
  const minute = local.hour * 60 + local.minute;
  return hours.days.includes(local.weekday) && hours.from <= minute && minute < hours.until;
}

/** The freezes that cover the local day. */
export function frozenBy({ freezes: all, zone }: Calendar, at: DateTime): readonly Freeze[] {
  if (all.length === 0) return [];
  const local = inZone(at, zone);
  return all.filter((freeze) => freezes(freeze, local));
}

/** The first instant from `now` on when windows, hours and freezes all allow it; null where there is none before the windows close or within the horizon. */
export function nextOpening(calendar: Calendar, now: DateTime): DateTime | null {
  const opens = opensAt(calendar);
  const closes = closesAt(calendar);
  const start = opens !== null && opens > now ? opens : now;
  const found = remembered(calendar, start, closes);
  return found !== null && +found === +start ? start : found;
}

/** Searches already made, by the freezes they were made with: plans of one repository share them, and mostly the days. */
const searches = new WeakMap<readonly Freeze[], Map<string, DateTime | null>>();

function remembered(calendar: Calendar, start: DateTime, closes: DateTime | null): DateTime | null {
  const { freezes, hours, zone } = calendar;
  const known = searches.get(freezes) ?? new Map<string, DateTime | null>();
  searches.set(freezes, known);
  const key = [zone, +start, closes === null ? "" : +closes, hours?.days, hours?.from, hours?.until].join(" ");
  const before = known.get(key);
  if (before !== undefined) return before;
  const found = search(calendar, start, closes);
  known.set(key, found);
  return found;
}

/**
 * The start where they allow it. What windows, hours and freezes allow can only begin at a bound of a window, at a local midnight, at the hour, or
 * where the clocks change, so those instants are all that is tried.
 */
function search(calendar: Calendar, start: DateTime, closes: DateTime | null): DateTime | null {
  const allowed = (at: DateTime) =>
    at >= start && (closes === null || at < closes) && inHours(calendar, at) && frozenBy(calendar, at).length === 0;
  if (allowed(start)) return start;
  const first = start.setZone(calendar.zone).startOf("day");
  for (let count = 0; count <= horizonDays; count++) {
    const day = first.plus({ days: count });
    const found = beginnings(day, calendar.hours).find(allowed);
    if (found !== undefined) return found;
    if (closes !== null && day >= closes) return null;
  }
  return null;
}

/** The instants of one local day when something may begin, in order. */
function beginnings(day: DateTime, hours: Hours | null): readonly DateTime[] {
  const [midnight, end] = [day.startOf("day"), day.plus({ days: 1 }).startOf("day")];
  const from = hours?.from ?? 0;
  const atHours = midnight.set({ hour: Math.floor(from / 60), minute: from % 60 });
  const shift = clockChange(midnight, end);
  const again = atHours.plus({ minutes: Math.max(0, midnight.offset - end.offset) });
  return [midnight, atHours, ...(shift === null ? [] : [again, shift])].sort((a, b) => +a - +b);
}

/** The instant between two at which the zone's offset changes, to the minute, or null where it does not. */
function clockChange(from: DateTime, to: DateTime): DateTime | null {
  if (from.offset === to.offset) return null;
  let [before, after] = [from, to];
  while (+after - +before > 60_000) {
    const middle = before.plus({ milliseconds: Math.floor((+after - +before) / 120_000) * 60_000 });
    if (middle.offset === from.offset) before = middle;
    else after = middle;
  }
  return after;
}

type Bounds = readonly (DateTime | null)[];
const latest = (bounds: Bounds) => bounds.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null);
const earliest = (bounds: Bounds) => bounds.reduce((a, b) => (a === null || (b !== null && b < a) ? b : a), null);
