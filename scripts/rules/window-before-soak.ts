import type { Stage } from "../flag/plan.ts";
import type { Settings } from "../flag/settings.ts";
import { toLeave } from "./climb.ts";
import { ending, firstOpening, moment, plus, type Wall } from "./clock.ts";
import type { Found, Rule } from "./rule.ts";
import { endsOf } from "./windows.ts";
import { quote } from "./words.ts";

export const windowBeforeSoak: Rule = {
  name: "window-before-soak",
  severity: "error",
  check: ({ plan, settings }) => {
    const found: Found[] = [];
    let below: Stage | null = null;
    /** When the stage below can have soaked, at the earliest; null while no window says when anything begins. */
    let ready: Wall | null = null;

    for (const { index, stage } of toLeave(plan)) {
      const { opens, closes } = endsOf(stage.window) ?? { opens: null, closes: null };
      let entered: Wall | null = opens === null || ready === null ? (opens ?? ready) : Math.max(opens, ready);

      const never = (from: Wall | null) => from !== null && firstOpening(from, closes!, settings) === null;
      if (below !== null && ready !== null && closes !== null && never(entered) && !never(opens)) {
        const message = `stage ${quote(stage.name)} may begin until ${ending(closes)}, but ${quote(below.name)} before it soaks ${below.soak.toISO()}, until ${moment(ready)} at the earliest: move this window, or shorten that soak`;
        found.push({ at: ["stages", index, "window"], message });
        entered = opens;
      }
      below = stage;
      ready = entered === null ? null : soaked(entered, stage, settings);
    }
    return found;
  },
};

/** The end of a stage's soak where it is entered at the first permitted moment; it begins when the stores have caught up. */
function soaked(from: Wall, { soak, environment }: Stage, settings: Settings): Wall {
  const entered = firstOpening(from, Number.POSITIVE_INFINITY, settings) ?? from;
  const propagation = settings.environments.find(({ name }) => name === environment)?.propagation;
  return plus(entered, soak) + (propagation?.toMillis() ?? 0);
}
