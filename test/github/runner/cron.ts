import type { DateTime } from "luxon";
import type { Cron } from "./document.ts";

const ranges = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
] as const;

/** Whether a cron line of five fields is due at a minute, in its time zone. POSIX: where both days are said, either will do. */
export function due({ cron, timezone = "UTC" }: Cron, at: DateTime): boolean {
  const local = at.setZone(timezone);
  const fields = cron.trim().split(/\s+/);
  const values = [local.minute, local.hour, local.day, local.month, local.weekday % 7];
  const hits = fields.map((field, place) => inField(field, values[place]!, ranges[place]!));
  const [minute, hour, day, month, weekday] = hits as [boolean, boolean, boolean, boolean, boolean];
  const either = fields[2] !== "*" && fields[4] !== "*";
  return minute && hour && month && (either ? day || weekday : day && weekday);
}

function inField(field: string, value: number, [least, most]: readonly [number, number]): boolean {
  return field.split(",").some((part) => {
    const [range, step = "1"] = part.split("/") as [string, string?];
    const [from, to] = range === "*" ? [least, most] : (range.split("-").map(Number) as [number, number?]);
    const last = to ?? (part.includes("/") ? most : from);
    return value >= from && value <= last && (value - from) % Number(step) === 0;
  });
}
