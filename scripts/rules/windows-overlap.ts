import type { Found, Rule } from "./rule.ts";
import { windowed } from "./windows.ts";
import { quote } from "./words.ts";

export const windowsOverlap: Rule = {
  name: "windows-overlap",
  severity: "warning",
  check: ({ plan }) =>
    windowed(plan).flatMap(({ index, stage, window }, i, all): readonly Found[] => {
      const earlier = all[i - 1];
      const from = window.opens?.setZone(plan.timezone);
      const until = earlier?.window.closes?.setZone(plan.timezone).minus({ milliseconds: 1 });
      if (!earlier || !from || !until || until <= from) return [];
      if (earlier.window.opens !== null && earlier.window.opens > from) return [];

      const days = Math.floor(until.startOf("day").diff(from.startOf("day"), "days").days) + 1;
      if (days === 1) return [];
      const message = `the window of stage ${quote(stage.name)} (${quote(window.text)}) shares ${days} days with that of ${quote(earlier.stage.name)} before it (${quote(earlier.window.text)}): stages hand over on one day; open it on ${until.toISODate()}, or close the other on ${from.toISODate()}`;
      return [{ at: ["stages", index, "window"], message }];
    }),
};
