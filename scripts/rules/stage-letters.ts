import type { Stage } from "../flag/plan.ts";
import type { Found, Rule } from "./rule.ts";
import { quote } from "./words.ts";

interface Lettered {
  readonly index: number;
  readonly stage: Stage;
  readonly word: string;
  readonly mark: string;
}

export const stageLetters: Rule = {
  name: "stage-letters",
  severity: "warning",
  check: ({ plan }) => {
    const lettered = plan.stages.flatMap((stage, index): readonly Lettered[] => {
      const [, word, mark] = /^\s*(stage|phase)\s+([a-z]|\d{1,2})\b/i.exec(stage.title) ?? [];
      if (word === undefined || mark === undefined) return [];
      return [{ index, stage, word: word.toLowerCase(), mark: mark.toUpperCase() }];
    });
    const series = (one: Lettered) => `${one.word} ${kindOf(one.mark)}`;
    return [...new Set(lettered.map(series))].flatMap((name) => gaps(lettered.filter((one) => series(one) === name)));
  },
};

const kindOf = (mark: string) => (/\d/.test(mark) ? "number" : "letter");
const position = (mark: string) => (kindOf(mark) === "number" ? Number(mark) : mark.charCodeAt(0) - 64);
const markAt = (place: number, like: string) =>
  kindOf(like) === "number" ? String(place) : String.fromCharCode(64 + place);

/** A series starts at A or 1 and goes on by one. One that starts at I counts in Roman numerals: parts, not stages. */
function gaps(series: readonly Lettered[]): readonly Found[] {
  if (series[0]!.mark === "I") return [];
  return series.flatMap(({ index, stage, word, mark }, i) => {
    const previous = series[i - 1]?.mark;
    const expected = previous === undefined ? 1 : position(previous) + 1;
    if (position(mark) === expected || expected > 26) return [];
    const after = previous === undefined ? "is the first" : `follows ${word} ${previous}`;
    const message = `${quote(stage.title)} ${after}, so ${word} ${markAt(expected, mark)} was expected: is a stage missing, or is this a slip of the pen?`;
    return [{ at: ["stages", index, "title"], message }];
  });
}
