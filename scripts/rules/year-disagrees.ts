import type { Path } from "../load/diagnostic.ts";
import { daysBetween, lastOf, yearOf } from "./clock.ts";
import type { Found, Rule } from "./rule.ts";
import { windowed } from "./windows.ts";
import { quote } from "./words.ts";

const farApart = 180;

export const yearDisagrees: Rule = {
  name: "year-disagrees",
  severity: "warning",
  check: ({ plan }) =>
    windowed(plan).flatMap(({ index, stage, text, opens, closes }, i, all): readonly Found[] => {
      const at: Path = ["stages", index, "window"];
      const ends = [opens, closes === null ? null : lastOf(closes)].flatMap((end) => end ?? []);
      const years = ends.map(yearOf);

      const titled = [stage.title, plan.title].find((title) => yearsIn(title).length > 0);
      if (titled !== undefined && !yearsIn(titled).some((year) => years.includes(year))) {
        const message = `the window of stage ${quote(stage.name)} (${quote(text)}) is in ${years.at(-1)} and the title says ${yearsIn(titled).join(", ")} (${quote(titled)}): correct the one that is wrong`;
        return [{ at, message }];
      }
      const before = all[i - 1];
      if (!before || before.closes === null || opens === null) return [];
      const gap = daysBetween(before.closes, opens);
      if (gap <= farApart) return [];
      const message = `the window of stage ${quote(stage.name)} (${quote(text)}) opens ${gap} days after ${quote(before.stage.name)} before it closes (${quote(before.text)}): is the year right? Where it is, a check-in between them says so`;
      return [{ at, message }];
    }),
};

/** Years a title names: `2025`, `2024-2025`, `2024/25`; not `2000 users`. */
function yearsIn(title: string): readonly number[] {
  return [...title.matchAll(/(?<![\w.])20([123]\d)(?:[-/–]([123]\d))?(?![\w%]|\s+(?:%|users|people))/g)].flatMap(
    ([, year, next]) => [year, next].flatMap((two) => (two === undefined ? [] : 2000 + Number(two))),
  );
}
