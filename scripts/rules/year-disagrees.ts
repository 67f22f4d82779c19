import type { Path } from "../load/diagnostic.ts";
import type { Found, Rule } from "./rule.ts";
import { windowed } from "./windows.ts";
import { quote } from "./words.ts";

const farApart = 180;

export const yearDisagrees: Rule = {
  name: "year-disagrees",
  severity: "warning",
  check: ({ plan }) => {
    const windows = windowed(plan);
    return windows.flatMap(({ index, stage, window }, i): readonly Found[] => {
      const days = [window.opens, window.closes?.minus({ milliseconds: 1 })].flatMap((day) => (day ? [day] : []));
      const years = days.map((day) => day.setZone(plan.timezone).year);
      const at: Path = ["stages", index, "window"];

      const titled = [stage.title, plan.title].find((title) => yearsIn(title).length > 0);
      if (titled !== undefined && !yearsIn(titled).some((year) => years.includes(year))) {
        const message = `the window of stage ${quote(stage.name)} (${quote(window.text)}) is in ${years.at(-1)} and the title says ${yearsIn(titled).join(", ")} (${quote(titled)}): correct the one that is wrong`;
        return [{ at, message }];
      }
      const before = windows[i - 1]?.window.closes;
      const gap = before && window.opens ? Math.floor(window.opens.diff(before, "days").days) : 0;
      if (gap <= farApart) return [];
      const message = `the window of stage ${quote(stage.name)} (${quote(window.text)}) opens ${gap} days after ${quote(windows[i - 1]!.stage.name)} before it closes (${quote(windows[i - 1]!.window.text)}): is the year right? Where it is, a check-in between them says so`;
      return [{ at, message }];
    });
  },
};

/** Years a title names: `2025`, `2024-2025`, `2024/25`; not `2000 users`. */
function yearsIn(title: string): readonly number[] {
  return [...title.matchAll(/(?<![\w.])20([123]\d)(?:[-/–]([123]\d))?(?![\w%]|\s+(?:%|users|people))/g)].flatMap(
    ([, year, next]) => [year, next].flatMap((two) => (two === undefined ? [] : 2000 + Number(two))),
  );
}
