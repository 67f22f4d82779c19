import type { Path } from "../load/diagnostic.ts";
import { isPlaceholder } from "./placeholders.ts";
import type { Rule } from "./rule.ts";
import { quote } from "./words.ts";

export const placeholderLeft: Rule = {
  name: "placeholder-left",
  severity: "warning",
  check: ({ plan }) => {
    const texts: readonly (readonly [() => string, Path, string])[] = [
      [() => "the title", ["title"], plan.title],
      ...plan.flags.map(
        ({ key, description }) =>
          [() => `the description of ${quote(key)}`, ["flags", key, "description"], description] as const,
      ),
      ...plan.validation.map(
        ({ text }, i) => [() => `validation task ${i + 1}`, ["validation", i, "text"], text] as const,
      ),
      ...(plan.rollback === null ? [] : [[() => "the rollback", ["rollback", "text"], plan.rollback.text] as const]),
      ...plan.metrics.map(
        ({ name, title }) => [() => `the title of metric ${quote(name)}`, ["metrics", name, "title"], title] as const,
      ),
      ...plan.stages.map(
        ({ name, title }, i) => [() => `the title of stage ${quote(name)}`, ["stages", i, "title"], title] as const,
      ),
    ];
    return texts
      .filter(([, , text]) => isPlaceholder(text))
      .map(([what, at, text]) => {
        return {
          at,
          message: `${what()} is still ${text.trim() === "" ? "empty" : `a placeholder, ${quote(text)}`}: write what reviewers are to approve`,
        };
      });
  },
};
