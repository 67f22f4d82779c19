import type { Window } from "../flag/plan.ts";
import type { Path } from "../load/diagnostic.ts";
import type { Found, Rule } from "./rule.ts";
import { backwards } from "./windows.ts";
import { quote } from "./words.ts";

export const windowBackwards: Rule = {
  name: "window-backwards",
  severity: "error",
  check: ({ plan }) => [
    ...found(() => "the rollout", plan.rollout, ["rollout"]),
    ...plan.stages.flatMap(({ name, window }, index) =>
      found(() => `stage ${quote(name)}`, window, ["stages", index, "window"]),
    ),
  ],
};

function found(whose: () => string, window: Window | null, at: Path): readonly Found[] {
  if (window === null || !backwards(window)) return [];
  const message = `the window of ${whose()} closes before it opens (${quote(window.text)}): it never opens; ${cure(window)}`;
  return [{ at: [...at, "closes"], message }];
}

/** Most backward windows cross a new year: `12/19/23 - 01/12/23`. Both candidates are offered, none is chosen. */
function cure({ opens, closes }: Window): string {
  const swap = "swap the two dates";
  if (opens === null || closes === null) return swap;
  const nextYear = closes.plus({ years: 1 });
  return nextYear > opens && nextYear < opens.plus({ months: 6 }) ? `${swap}, or close it in ${nextYear.year}` : swap;
}
