import { standingIndex } from "./climb.ts";
import { dayOf, firstOpening, moment } from "./clock.ts";
import type { Found, Rule } from "./rule.ts";
import { windowed } from "./windows.ts";
import { quote } from "./words.ts";

const tenYears = 3653 * 86_400_000;

export const windowNeverOpen: Rule = {
  name: "window-never-open",
  severity: "error",
  check: ({ plan, settings }) =>
    windowed(plan).flatMap(({ index, stage, text, opens, closes }): readonly Found[] => {
      if (index <= standingIndex(plan) || opens === null || closes === null) return [];
      if (firstOpening(opens, closes, settings) !== null) return [];

      const first = dayOf(opens);
      const freeze = settings.freezes.find(({ from, until }) => from <= first && first <= until);
      const why = freeze === undefined ? "" : ` (freeze ${freeze.from} to ${freeze.until}: ${quote(freeze.reason)})`;
      const after = firstOpening(closes, closes + tenYears, settings);
      const next = after === null ? "move it" : `the next such moment is ${moment(after)}`;
      const message = `the window of stage ${quote(stage.name)} (${quote(text)}) has no moment in the settings' hours and outside their freezes${why}: nothing can be promoted in it; ${next}`;
      return [{ at: ["stages", index, "window"], message }];
    }),
};
