import { isPlaceholder } from "./placeholders.ts";
import type { Rule } from "./rule.ts";
import { quote } from "./words.ts";

const standIns =
  /^(?:my|your|new|example|some|the|a)?[_.-]?(?:flag|feature|toggle)(?:[_.-]?(?:flag|toggle))?[_.-]?(?:name|key)?$/i;

export const flagUnnamed: Rule = {
  name: "flag-unnamed",
  severity: "error",
  check: ({ plan }) =>
    plan.flags
      .filter(({ key }) => isPlaceholder(key) || standIns.test(key))
      .map(({ key }) => ({
        at: ["flags", key],
        message: `${quote(key)} stands in for a flag key: no store has such a flag; write the key that the code asks for`,
      })),
};
