import { cohortNamed } from "../cohort/cohorts.ts";
import { capabilities } from "../flag/capabilities.ts";
import { ahead } from "./climb.ts";
import type { Rule } from "./rule.ts";
import { quote } from "./words.ts";

export const twoCrowds: Rule = {
  name: "two-crowds",
  severity: "error",
  check: ({ plan, settings }) =>
    settings.environments.flatMap(({ name, stores }) => {
      const split = ahead(plan).find(
        ({ stage, percent }) => stage.environment === name && stage.exposure !== null && percent > 0 && percent < 100,
      );
      const hashes = stores.map(({ kind }) => capabilities[kind].cohort).sort();
      // A hash that nobody knows without more than its name has a salt for each flag: two of it are two crowds as well.
      const crowds = hashes.filter((hash, index) => hashes.indexOf(hash) === index || cohortNamed(hash) === null);
      if (split === undefined || crowds.length < 2) return [];
      if (crowds.every((hash) => plan.cohorts.includes(hash))) return [];
      const message = `stage ${quote(split.stage.name)} shows ${split.percent} % of users in ${name}, whose stores select them by ${crowds.join(" and by ")}: two different crowds. Keep one kind of store there, or accept both by name: cohorts: [${[...new Set(crowds)].join(", ")}]`;
      return [{ at: ["stages", split.index, "exposure"], message }];
    }),
};
