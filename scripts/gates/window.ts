import type { Window } from "../flag/plan.ts";
import { showTime, showWait } from "../flag/time.ts";
import { climbOf } from "./climb.ts";
import type { Gate } from "./gate.ts";
import { type Calendar, closesAt, frozenBy, horizonDays, nextOpening, opensAt } from "./openings.ts";
import { nothingToDo, voice } from "./say.ts";

/**
 * Pass where the stage to be entered may begin now: in its window and, where it changes exposure, in the rollout's; in
 * the settings' hours; outside every freeze. A wait ends at the first instant that all of them allow.
 */
export const window: Gate = {
  name: "window",
  judge(subject, { now }) {
    const entering = climbOf(subject)?.entering ?? null;
    const { base, settings } = subject;
    if (entering === null || base === null) return [];
    const zone = base.timezone;
    const windows: (Window | null)[] = [entering.window, entering.exposure === null ? null : base.rollout];
    const calendar: Calendar = {
      windows: windows.filter((one) => one !== null),
      hours: settings.hours,
      freezes: settings.freezes,
      zone,
    };
    const at = (time: Parameters<typeof showTime>[0]) => showTime(time, zone);
    const [opens, closes] = [opensAt(calendar), closesAt(calendar)];
    if (closes !== null && now >= closes) {
      return [say("fail", "window.closed", `it is ${at(now)}; the window of ${entering.name} closed ${at(closes)}`)];
    }
    const next = nextOpening(calendar, now);
    if (next === null) {
      const until = closes === null ? `within ${horizonDays} days` : `before the window closes ${at(closes)}`;
      return [say("fail", "window.never", `hours and freezes leave no moment for ${entering.name} ${until}`)];
    }
    const bound = closes === null ? "" : `; the window of ${entering.name} closes ${at(closes)}`;
    if (next <= now) return [say("pass", "window.open", `it is ${at(now)}${bound}`)];
    const frozen = frozenBy(calendar, now);
    const [reason, why] =
      opens !== null && now < opens
        ? (["window.not-open", `the window of ${entering.name} opens ${at(opens)}`] as const)
        : frozen.length > 0
          ? (["window.frozen", `frozen until ${frozen[0]!.until}: ${frozen[0]!.reason}`] as const)
          : (["window.outside-hours", `outside ${hoursInWords(calendar)}`] as const);
    const then = `can begin ${at(next)}, ${showWait(now, next)}`;
    return [
      say("wait", reason, `it is ${at(now)}; ${why}; ${then}`, {
        waitsFor: `the window of ${entering.name}`,
        until: next,
      }),
    ];
  },
};

const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

function hoursInWords({ hours }: Calendar): string {
  if (hours === null) return "no hours";
  return `${clock(hours.from)} to ${clock(hours.until)} on ${hours.days.map((day) => days[day - 1]).join(", ")}`;
}

export const windowReasons = {
  "window.open": { means: "The stage may begin now.", cure: nothingToDo },
  "window.not-open": { means: "The window of the stage has not opened yet.", cure: "Wait; the time is given." },
  "window.outside-hours": {
    means: "It is outside the hours in which anything is promoted.",
    cure: "Wait; the next time inside them is given.",
  },
  "window.frozen": { means: "A freeze covers today.", cure: "Wait for its end." },
  "window.closed": {
    means: "The window of the stage is over.",
    cure: "Give the stage a new window, in a pull request of its own.",
  },
  "window.never": {
    means: "Hours and freezes leave no moment inside the window.",
    cure: "Give the stage a window with a working hour in it, in a pull request of its own.",
  },
} as const;

const say = voice("window", windowReasons);
