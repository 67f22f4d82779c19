import type { Found, Rule } from "./rule.ts";
import { quote } from "./words.ts";

export const moreBugsFixedThanFound: Rule = {
  name: "more-bugs-fixed-than-found",
  severity: "warning",
  check: ({ plan }) =>
    plan.stages.flatMap(({ name, results }, index): readonly Found[] => {
      const { bugsFound, bugsFixed } = results.answers;
      if (typeof bugsFound !== "number" || typeof bugsFixed !== "number" || bugsFixed <= bugsFound) return [];
      const message = `stage ${quote(name)} fixed ${bugsFixed} bugs and found ${bugsFound}: are the two swapped, or was one found elsewhere?`;
      return [{ at: ["stages", index, "results", "bugsFixed"], message }];
    }),
};
