import type { Results } from "../flag/results.ts";
import type { Found, Rule } from "./rule.ts";
import { quote } from "./words.ts";

export const resultsCopied: Rule = {
  name: "results-copied",
  severity: "warning",
  check: ({ plan }) => {
    const first = new Map<string, string>();
    return plan.stages.flatMap(({ name, results }, index): readonly Found[] => {
      if (!tellsMuch(results)) return [];
      const said = JSON.stringify(results.answers);
      const earlier = first.get(said);
      if (earlier === undefined) {
        first.set(said, name);
        return [];
      }
      const message = `the results of stage ${quote(name)} are those of ${quote(earlier)}, word for word and number for number: write what this stage found`;
      return [{ at: ["stages", index, "results"], message }];
    });
  },
};

/** "None, unaffected, 0" can be true twice; a number above zero or a sentence hardly is. */
function tellsMuch({ answers }: Results): boolean {
  const values = Object.values(answers);
  const telling = values.filter((value) =>
    typeof value === "number" ? value > 0 : String(value).split(/\s+/).length > 3,
  );
  return values.length > 1 && values.every((value) => value !== null) && telling.length > 0;
}
