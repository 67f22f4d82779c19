import { type DateTime, Duration, type DurationObjectUnits } from "luxon";

/** What zones were already asked: plans judged together share their instants, and a zone is slow to answer. */
const seen = new Map<string, DateTime>();
const shown = new Map<string, string>();
const mostKept = 5000;

/** An instant on the clocks of a zone. */
export function inZone(time: DateTime, zone: string): DateTime {
  const key = `${time.toMillis()} ${zone}`;
  const before = seen.get(key);
  if (before !== undefined) return before;
  const local = time.setZone(zone);
  if (seen.size >= mostKept) seen.clear();
  seen.set(key, local);
  return local;
}

/** `2025-03-12 10:00 EDT`: an instant in the plan's zone, to the minute, or to the second where it has seconds. */
export function showTime(time: DateTime, zone: string): string {
  const key = `${time.toMillis()} ${zone}`;
  const before = shown.get(key);
  if (before !== undefined) return before;
  const local = inZone(time, zone).setLocale("en-US");
  const text = local.toFormat(local.second === 0 ? "yyyy-MM-dd HH:mm ZZZZ" : "yyyy-MM-dd HH:mm:ss ZZZZ");
  if (shown.size >= mostKept) shown.clear();
  shown.set(key, text);
  return text;
}

const units = ["years", "months", "weeks", "days", "hours", "minutes", "seconds", "milliseconds"] as const;

/** `1 day 4 hours`: every unit as it was written, nothing converted and nothing rounded. */
export function showDuration(duration: Duration): string {
  const parts: DurationObjectUnits = duration.toObject();
  const words = units.flatMap((unit) => {
    const count = parts[unit] ?? 0;
    return count === 0 ? [] : [`${count} ${count === 1 ? unit.slice(0, -1) : unit}`];
  });
  return words.join(" ") || "no time";
}

/** `in 3 hours`, `in 2 days 5 hours`: how far off, in the two largest units, rounded up so that it is never too early. */
export function showWait(now: DateTime, until: DateTime): string {
  const ms = until.toMillis() - now.toMillis();
  if (ms <= 0) return "now";
  const minute = 60_000;
  const step = ms > 86_400_000 ? 60 * minute : minute;
  const whole = Duration.fromMillis(Math.ceil(ms / step) * step).shiftTo("days", "hours", "minutes");
  return `in ${showDuration(whole)}`;
}

/**
 * The instant a duration after another. A day is 24 hours and a week seven of them, whatever the clocks do in between,
 * so that no change of daylight saving shortens a soak; months and years are the calendar's.
 */
export function after(time: DateTime, ...durations: readonly Duration[]): DateTime {
  return durations.reduce<DateTime>((at, duration) => at.plus(duration), time.toUTC());
}
