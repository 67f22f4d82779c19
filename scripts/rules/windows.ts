import { DateTime } from "luxon";
import type { ReleasePlan, Stage, Window } from "../flag/plan.ts";
import { freezes, type Settings } from "../flag/settings.ts";

/** True where a window can never be open. */
export function backwards({ opens, closes }: Window): boolean {
  return opens !== null && closes !== null && closes <= opens;
}

export interface Windowed {
  readonly index: number;
  readonly stage: Stage;
  readonly window: Window;
}

/** Stages that have a window, in ladder order; backward windows left out, because `window-backwards` speaks of them. */
export function windowed({ stages }: Pick<ReleasePlan, "stages">): readonly Windowed[] {
  return stages.flatMap((stage, index) =>
    stage.window === null || backwards(stage.window) ? [] : [{ index, stage, window: stage.window }],
  );
}

type Calendar = Pick<Settings, "hours" | "freezes">;

/**
 * First moment at or after `from`, and before `until`, that lies in the settings' hours and outside every freeze;
 * null where there is none. Days and hours are those of the zone of `from`.
 */
export function firstOpening(from: DateTime, until: DateTime, calendar: Calendar): DateTime | null {
  const { hours } = calendar;
  if (hours !== null && (hours.days.length === 0 || hours.from >= hours.until)) return null;

  for (let at = from; at < until; ) {
    const freeze = calendar.freezes.find((candidate) => freezes(candidate, at));
    if (freeze !== undefined) {
      at = DateTime.fromISO(freeze.until, { zone: at.zone }).plus({ days: 1 });
      continue;
    }
    if (hours === null) return at;
    const minute = at.hour * 60 + at.minute;
    if (hours.days.includes(at.weekday) && minute < hours.until) {
      if (minute >= hours.from) return at;
      at = at.startOf("day").set({ hour: Math.floor(hours.from / 60), minute: hours.from % 60 });
    } else {
      at = at.startOf("day").plus({ days: 1 });
    }
  }
  return null;
}

/** When a window closes, as its author wrote it: one that closes at midnight lasts to the end of the day before. */
export function ending(closes: DateTime): string {
  const last = closes.minus({ milliseconds: 1 });
  return closes.equals(closes.startOf("day")) ? `the end of ${moment(last).slice(0, -6)}` : moment(closes);
}

/** A day and minute as a plan's author reads them: `Wed 2025-03-12 09:00`. */
export function moment(at: DateTime): string {
  return at.setLocale("en").toFormat("ccc yyyy-MM-dd HH:mm");
}
