import { dayOf, daysBetween, lastOf } from "./clock.ts";
import type { Found, Rule } from "./rule.ts";
import { windowed } from "./windows.ts";
import { quote } from "./words.ts";

export const windowsOverlap: Rule = {
  name: "windows-overlap",
  severity: "warning",
  check: ({ plan }) =>
    windowed(plan).flatMap(({ index, stage, text, opens }, i, all): readonly Found[] => {
      const earlier = all[i - 1];
      if (!earlier || opens === null || earlier.closes === null) return [];
      if (earlier.opens !== null && earlier.opens > opens) return [];

      const last = lastOf(earlier.closes);
      const days = daysBetween(opens, last) + 1;
      if (days <= 1) return [];
      const message = `the window of stage ${quote(stage.name)} (${quote(text)}) shares ${days} days with that of ${quote(earlier.stage.name)} before it (${quote(earlier.text)}): stages hand over on one day; open it on ${dayOf(last)}, or close the other on ${dayOf(opens)}`;
      return [{ at: ["stages", index, "window"], message }];
    }),
};
