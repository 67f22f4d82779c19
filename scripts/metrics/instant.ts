import { DateTime } from "luxon";

/**
 * An ISO 8601 date and time with its offset (`2026-01-15T12:00:00Z`), in UTC; null for anything else. Without an offset
 * a time is a different instant on every machine that reads it.
 */
export function readInstant(text: string): DateTime<true> | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/.test(text)) return null;
  const instant = DateTime.fromISO(text, { zone: "utc" });
  return instant.isValid ? instant : null;
}

/** `2026-01-15T12:00:00Z`, for messages. */
export function spell(instant: DateTime): string {
  return instant.toUTC().toISO({ suppressMilliseconds: true }) ?? "an invalid time";
}
