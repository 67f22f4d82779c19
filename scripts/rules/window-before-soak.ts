import type { DateTime } from "luxon";
import type { Stage } from "../flag/plan.ts";
import type { Settings } from "../flag/settings.ts";
import { standingIndex, toLeave } from "./climb.ts";
import type { Found, Rule } from "./rule.ts";
import { backwards, ending, firstOpening, moment } from "./windows.ts";
import { quote } from "./words.ts";

export const windowBeforeSoak: Rule = {
  name: "window-before-soak",
  severity: "error",
  check: ({ plan, settings }) => {
    const found: Found[] = [];
    let below: Stage | null = null;
    /** When the stage below can have soaked, at the earliest; null while no window says when anything begins. */
    let ready: DateTime | null = null;

    for (const { index, stage } of toLeave(plan)) {
      const window = stage.window === null || backwards(stage.window) ? null : stage.window;
      const opens = window?.opens?.setZone(plan.timezone) ?? null;
      const closes = window?.closes?.setZone(plan.timezone) ?? null;
      let entered = later(opens, ready);

      const never = (from: DateTime | null) =>
        from !== null && closes !== null && firstOpening(from, closes, settings) === null;
      if (below !== null && ready !== null && index > standingIndex(plan) && never(entered) && !never(opens)) {
        const message = `stage ${quote(stage.name)} may begin until ${ending(closes!)}, but ${quote(below.name)} before it soaks ${below.soak.toISO()}, until ${moment(ready)} at the earliest: move this window, or shorten that soak`;
        found.push({ at: ["stages", index, "window"], message });
        entered = opens;
      }
      below = stage;
      ready = entered === null ? null : soaked(entered, stage, settings);
    }
    return found;
  },
};

function later(a: DateTime | null, b: DateTime | null): DateTime | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

/** The end of a stage's soak where it is entered at the first permitted moment; the soak starts when stores have caught up. */
function soaked(from: DateTime, { soak, environment }: Stage, settings: Settings): DateTime {
  const entered = firstOpening(from, from.plus({ years: 10 }), settings) ?? from;
  const propagation = settings.environments.find(({ name }) => name === environment)?.propagation;
  return entered.plus(soak).plus(propagation ?? {});
}
