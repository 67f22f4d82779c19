import { demand, demandOpenShare } from "./domain.ts";

/** Chooses where the tests are sharpest. Independent of the decision's alpha and never part of its validity. */
const tuning = 0.05;

/** The beta distribution over rates that an e-value averages likelihood ratios with. */
export interface Mixture {
  readonly a: number;
  readonly b: number;
}

/**
 * The mixing precision that is best after `variance` has been seen: rho of S. Howard, A. Ramdas, J. McAuliffe,
 * J. Sekhon, "Time-uniform, nonparametric, nonasymptotic confidence sequences", Annals of Statistics 49 (2021).
 */
export function bestPrecision(variance: number, sides: "one-sided" | "two-sided"): number {
  const spent = 2 * Math.log(1 / (sides === "one-sided" ? 2 * tuning : tuning));
  return variance / (spent + Math.log(1 + spent));
}

/**
 * The beta-binomial mixture for a limit, tuned to be sharpest at about `planSamples` events.
 *
 * @throws RangeError unless 0 < limit < 1 and planSamples is finite and above 0.
 */
export function mixture(limit: number, planSamples: number, sides: "one-sided" | "two-sided"): Mixture {
  demandOpenShare("mixture", "limit", limit);
  demand(planSamples > 0 && Number.isFinite(planSamples), "mixture", "planSamples must be finite and above 0", {
    planSamples,
  });
  const variance = limit * (1 - limit);
  const r = Math.max(bestPrecision(planSamples * variance, sides) - variance, 0.001 * variance);
  return { a: r / (1 - limit), b: r / limit };
}
