import { steps } from "./climb.ts";
import type { Rule } from "./rule.ts";
import { quote } from "./words.ts";

export const headingPercent: Rule = {
  name: "heading-percent",
  severity: "error",
  check: ({ plan }) =>
    steps(plan).flatMap(({ stage, index, percent }) => {
      const written = percentsIn(stage.title);
      if (written.length === 0 || written.some(({ from, to }) => from <= percent && percent <= to)) return [];
      const wanted = `percent: ${written[0]!.to}`;
      const clash =
        typeof stage.exposure?.percent === "number"
          ? `shows ${percent} %: write ${percent} % in the title, or ${wanted}`
          : `sets no percent of its own, so it shows ${percent} % of users: add ${wanted} to its exposure, or correct the title`;
      const message = `stage ${quote(stage.name)} is titled ${quote(stage.title)} and ${clash}`;
      return [{ at: ["stages", index, "title"], message }];
    }),
};

interface Range {
  readonly from: number;
  readonly to: number;
}

const percentages = /(?<![\d.,])(\d{1,3}(?:\.\d+)?)(?:\s*(?:-|–|to)\s*(\d{1,3}(?:\.\d+)?))?[\s-]*(?:%|percent\b)/gi;
/** What makes a percentage a limit instead of a share of users: `errors below 1 %`. */
const limit = /(?:[+-]|[<>≤≥=]\s*|\b(?:below|under|above|over|than|least|most|within|by)\s*)$/i;

/** Shares of users that a heading names: `25 %`, `1-5 %`. */
function percentsIn(title: string): readonly Range[] {
  return [...title.matchAll(percentages)]
    .filter(({ index }) => !limit.test(title.slice(Math.max(0, index - 12), index)))
    .map(([, from, to]) => ({ from: Number(from), to: Number(to ?? from) }));
}
