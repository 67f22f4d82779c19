import type { Metric } from "../../flag/metric.ts";
import { binomialChances } from "../../statistics/binomial.ts";
import { firstWhole, safeBoundary, type Test } from "../../statistics/boundary.ts";
import { upperBound } from "../../statistics/clopper-pearson.ts";
import { atMost } from "./objective.ts";

/**
 * The most bad events among n, a whole number, with which a promotion has the evidence its metric asks for; null where not even
 * none would do.
 */
export function mostShownBy(evidence: Metric["evidence"], n: number, test: Test): number | null {
  const { limit, alpha, designEffect: d } = test;
  switch (evidence) {
    case "point":
      return Math.floor(limit * n * (1 + 1e-9));
    case "upper-bound": {
      const open = (k: number) => !atMost(upperBound(k / d, n / d, 1 - alpha), limit);
      return n < 1 || open(0) ? null : firstWhole(0, n, open) - 1;
    }
    case "sequential":
      return n < 1 ? null : safeBoundary(n, test);
  }
}

/** The chance that a flag with this true rate has the evidence after n events, where there are enough of them. */
export function promotes({ evidence, minSamples }: Metric, n: number, rate: number, test: Test): number {
  const most = mostShownBy(evidence, n, test);
  if (most === null || n < minSamples) return 0;
  const chances = binomialChances(n, rate).slice(0, most + 1);
  return Math.min(
    1,
    chances.reduce((sum, chance) => sum + chance, 0),
  );
}
