import { ahead } from "./climb.ts";
import type { Found, Rule } from "./rule.ts";
import { backwards, firstOpening } from "./windows.ts";
import { quote } from "./words.ts";

export const freezeCollision: Rule = {
  name: "freeze-collision",
  severity: "warning",
  check: ({ plan, settings }) =>
    ahead(plan).flatMap(({ index, stage: { name, window } }): readonly Found[] => {
      if (window?.opens == null || window.closes === null || backwards(window)) return [];
      const first = window.opens.setZone(plan.timezone);
      const last = window.closes.setZone(plan.timezone).minus({ milliseconds: 1 });
      if (firstOpening(first, window.closes, settings) === null) return [];

      const [from, until] = [first.toISODate()!, last.toISODate()!];
      return settings.freezes
        .filter((freeze) => freeze.from <= until && from <= freeze.until && freeze.from <= freeze.until)
        .map((freeze) => ({
          at: ["stages", index, "window"],
          message: `part of the window of stage ${quote(name)} (${quote(window.text)}) lies in the freeze ${freeze.from} to ${freeze.until} (${quote(freeze.reason)}): nothing is promoted then; expect it on the other days, or move the window`,
        }));
    }),
};
