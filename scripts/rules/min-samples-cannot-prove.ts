import type { Found, Rule } from "./rule.ts";
import { percentage, quote } from "./words.ts";

/**
 * Smallest n whose one-sided 95 % upper bound is at most the limit when nothing went wrong: ln 0.05 / ln(1 - limit)
 * (Clopper and Pearson 1934, the case k = 0; "rule of three"). 299 at 1 %. Showing it at every look needs more still.
 */
export function samplesToProve(limit: number): number {
  return Math.ceil(Math.log(0.05) / Math.log1p(-limit));
}

export const minSamplesCannotProve: Rule = {
  name: "min-samples-cannot-prove",
  severity: "warning",
  check: ({ plan }) =>
    plan.metrics.flatMap(({ name, measure, evidence, minSamples, designEffect }): readonly Found[] => {
      if (measure.kind !== "ratio" || evidence === "point") return [];
      const limit = measure.objective.max;
      if (limit <= 0) return [];
      const needed = Math.ceil(samplesToProve(limit) * designEffect);
      if (minSamples >= needed) return [];
      const least = evidence === "sequential" ? `more than ${needed}` : String(needed);
      const spread = designEffect === 1 ? "" : ` with designEffect ${designEffect}`;
      const message = `metric ${quote(name)} lets a promotion ask at ${minSamples} samples, but evidence: ${evidence} that at most ${percentage(100 * limit)} % go wrong needs ${least}${spread} even when nothing does: write minSamples: ${needed} or more, or evidence: point`;
      return [{ at: ["metrics", name, "minSamples"], message }];
    }),
};
