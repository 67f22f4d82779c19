import type { DateTime } from "luxon";
import type { Question } from "./provider.ts";

/** Whole days of a time zone, `2026-01-12` to `2026-01-14`, both ends included. */
export interface Days {
  readonly first: string;
  readonly last: string;
  /** When the last of them ends. */
  readonly end: DateTime;
}

/** The whole days of an IANA time zone that lie inside from <= t < to, or null where there is none. */
export function wholeDays({ from, to }: Question["window"], zone: string): Days | null {
  const [begin, end] = [from.setZone(zone), to.setZone(zone).startOf("day")];
  const midnight = begin.startOf("day");
  const first = +midnight === +begin ? midnight : midnight.plus({ days: 1 }).startOf("day");
  if (first >= end) return null;
  const [from_, to_] = [first.toISODate(), end.minus({ days: 1 }).toISODate()];
  return from_ === null || to_ === null ? null : { first: from_, last: to_, end };
}
