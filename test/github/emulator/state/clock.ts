import { DateTime, type DurationLike } from "luxon";

/** What time it is on this GitHub: it stands still until it is told otherwise. */
export interface Clock {
  now(): DateTime;
  set(at: DateTime | string): void;
  advance(by: DurationLike): void;
}

export function clockAt(start: DateTime | string): Clock {
  let now = instant(start);
  return {
    now: () => now,
    set: (at) => {
      now = instant(at);
    },
    advance: (by) => {
      now = now.plus(by);
    },
  };
}

const instant = (at: DateTime | string) => (typeof at === "string" ? DateTime.fromISO(at) : at).toUTC();

/** As GitHub writes times: whole seconds, UTC. */
export const iso = (at: DateTime): string => at.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
