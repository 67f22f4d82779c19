import type { DateTime } from "luxon";

/** `in 18 h`, `in 2 d 5 h`: how far off, short and rounded up, for a table that is not kept. `now` where it is past. */
export function shortWait(now: DateTime, at: DateTime): string {
  const minutes = Math.ceil((at.toMillis() - now.toMillis()) / 60_000);
  if (minutes <= 0) return "now";
  if (minutes < 60) return `in ${minutes} min`;
  const hours = Math.ceil(minutes / 60);
  const [days, rest] = [Math.floor(hours / 24), hours % 24];
  if (days === 0) return `in ${hours} h`;
  return rest === 0 || days > 6 ? `in ${days + (rest === 0 ? 0 : 1)} d` : `in ${days} d ${rest} h`;
}
