import { standingIndex } from "./climb.ts";
import { dayOf, firstOpening, lastOf } from "./clock.ts";
import type { Found, Rule } from "./rule.ts";
import { windowed } from "./windows.ts";
import { quote } from "./words.ts";

export const freezeCollision: Rule = {
  name: "freeze-collision",
  severity: "warning",
  check: ({ plan, settings }) =>
    windowed(plan).flatMap(({ index, stage, text, opens, closes }): readonly Found[] => {
      if (index <= standingIndex(plan) || opens === null || closes === null) return [];
      const [first, last] = [dayOf(opens), dayOf(lastOf(closes))];
      const met = settings.freezes.filter(({ from, until }) => from <= until && from <= last && first <= until);
      if (met.length === 0 || firstOpening(opens, closes, settings) === null) return [];

      return met.map(({ from, until, reason }) => ({
        at: ["stages", index, "window"],
        message: `part of the window of stage ${quote(stage.name)} (${quote(text)}) lies in the freeze ${from} to ${until} (${quote(reason)}): nothing is promoted then; expect it on the other days, or move the window`,
      }));
    }),
};
