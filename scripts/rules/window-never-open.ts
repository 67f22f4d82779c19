import { ahead } from "./climb.ts";
import type { Found, Rule } from "./rule.ts";
import { backwards, firstOpening, moment } from "./windows.ts";
import { quote } from "./words.ts";

export const windowNeverOpen: Rule = {
  name: "window-never-open",
  severity: "error",
  check: ({ plan, settings }) =>
    ahead(plan).flatMap(({ index, stage: { name, window } }): readonly Found[] => {
      if (window?.opens == null || window.closes === null || backwards(window)) return [];
      const opens = window.opens.setZone(plan.timezone);
      if (firstOpening(opens, window.closes, settings) !== null) return [];

      const freeze = settings.freezes.find(
        ({ from, until }) => from <= opens.toISODate()! && opens.toISODate()! <= until,
      );
      const why = freeze === undefined ? "" : ` (freeze ${freeze.from} to ${freeze.until}: ${quote(freeze.reason)})`;
      const after = firstOpening(window.closes.setZone(plan.timezone), opens.plus({ years: 10 }), settings);
      const next = after === null ? "move it" : `the next such moment is ${moment(after)}`;
      const message = `the window of stage ${quote(name)} (${quote(window.text)}) has no moment in the settings' hours and outside their freezes${why}: nothing can be promoted in it; ${next}`;
      return [{ at: ["stages", index, "window"], message }];
    }),
};
