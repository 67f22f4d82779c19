import type { Path } from "../load/diagnostic.ts";
import type { Rule } from "./rule.ts";
import { quote } from "./words.ts";

export const fractionPercent: Rule = {
  name: "fraction-percent",
  severity: "warning",
  check: ({ plan }) => {
    const texts: readonly (readonly [Path, unknown])[] = [
      ...plan.stages.flatMap(({ results }, i) =>
        Object.entries(results.answers).map(
          ([key, answer]) =>
            [["stages", i, "results", ...(known.has(key) ? [key] : ["answers", key])], answer] as const,
        ),
      ),
      ...plan.postLaunch.map(({ answer }, i) => [["postLaunch", i, "answer"], answer] as const),
    ];
    return texts.flatMap(([at, text]) => {
      return (typeof text === "string" ? wrongFractions(text) : []).map(({ fraction, said, is }) => {
        return {
          at,
          message: `${quote(fraction)} is ${is.toFixed(1)} %, not ${said} %: correct the numbers or the percentage`,
        };
      });
    });
  },
};

/** Results that are text and have a key of their own; a team's own questions stand under `answers`. */
const known = new Set(["errorTypes", "changes", "handlingIssues"]);

const number = String.raw`\d{1,3}(?:,\d{3})+|\d+`;
const pattern = new RegExp(
  String.raw`(?<![\d.,/])(${number})\s?(\/|of)\s?(${number})(?![\d.,/]*\d)(\s*|[^\d%]{0,40}(?:[=(,:~≈-]|\bor|\bis)\s*)(\d{1,3}(?:\.\d+)?)\s?%`,
  "gi",
);

/** Percentages that are more than one point away from the fraction they follow. `3/12` may be a day, so it is let be. */
function wrongFractions(text: string) {
  return [...text.matchAll(pattern)].flatMap(([, part, sign, whole, , said]) => {
    const [a, b] = [Number(part!.replaceAll(",", "")), Number(whole!.replaceAll(",", ""))];
    const maybeDate = sign === "/" && a <= 12 && b <= 31;
    const is = (100 * a) / b;
    if (b === 0 || a > b || maybeDate || Math.abs(is - Number(said)) <= 1) return [];
    return [{ fraction: `${part}${sign === "/" ? "/" : " of "}${whole}`, said, is }];
  });
}
