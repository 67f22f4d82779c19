import { betaQuantile } from "../../scripts/statistics/beta-quantile.ts";
import { regularisedBeta } from "../../scripts/statistics/incomplete-beta.ts";
import { logGamma } from "../../scripts/statistics/log-gamma.ts";
import { bestPrecision } from "../../scripts/statistics/mixture.ts";
import { logEDrift } from "../../scripts/statistics/share-drift.ts";

/*
 * Other people's methods, written here on our building blocks only: their published figures then check the blocks.
 * Flaghoist itself does not judge by means, quantiles or normal approximations.
 */

const alpha = 0.05;
const variance = 100;

/** Where evidence first reaches 1/alpha, by bisection. */
export function bound(logEvidence: (s: number) => number): number {
  let [low, high] = [0, 200];
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (logEvidence(middle) < Math.log(1 / alpha)) low = middle;
    else high = middle;
  }
  return low;
}

export const normalMixture = (sides: "one-sided" | "two-sided") => (s: number) => {
  const rho = bestPrecision(variance, sides);
  const v = variance + rho;
  const both = 0.5 * Math.log(rho / v) + (s * s) / (2 * v);
  return sides === "two-sided" ? both : both + Math.log(2) + Math.log(normalBelow(s / Math.sqrt(v)));
};

export const gammaExponential = (c: number) => (s: number) => {
  const rho = bestPrecision(variance, "one-sided");
  const [before, after] = [rho / c ** 2, (variance + rho) / c ** 2];
  const at = (c * s + variance + rho) / c ** 2;
  const start = before * Math.log(before) - logGamma(before) - Math.log(gammaBelow(before, before));
  return start + logGamma(after) + Math.log(gammaBelow(after, at)) - after * Math.log(at) + (c * s + variance) / c ** 2;
};

/** Evidence that the medians of 1..1000 and offset+1..offset+1000 differ: the least at any value the median may have. */
export function quantileComparison(offset: number): number {
  const n = 1000;
  const drift = (k: number) => logEDrift(k, n, 0.5, 100);
  const least = Array.from({ length: n + offset }, (_, i) => i + 1).reduce((found, x) => {
    const below = Math.min(n, x - 1);
    const belowShifted = Math.min(n, Math.max(0, x - offset));
    return Math.min(found, drift(Math.max(n / 2, below)) + drift(Math.min(n / 2, belowShifted)));
  }, Number.POSITIVE_INFINITY);
  return Math.min(1, Math.exp(-least));
}

interface Arms {
  readonly a?: unknown;
  readonly b?: unknown;
}
interface Arm {
  readonly sum: number;
  readonly sum_squares: number;
  readonly n: number;
}

const mean = ({ sum, n }: Arm) => sum / n;
const spread = ({ sum, sum_squares, n }: Arm) => (sum_squares - sum ** 2 / n) / (n - 1) / n;

export function meanDifference(arms: Arms, kind: "absolute" | "relative") {
  const [a, b] = [arms.a as Arm, arms.b as Arm];
  const n = a.n + b.n;
  const estimate = mean(b) - mean(a);
  if (kind === "absolute") return { n, estimate, se: Math.sqrt(spread(a) + spread(b)) };
  const variance = spread(b) / mean(a) ** 2 + (spread(a) * mean(b) ** 2) / mean(a) ** 4;
  return { n, estimate: estimate / mean(a), se: Math.sqrt(variance) };
}

type Difference = ReturnType<typeof meanDifference>;

/** Asymptotic confidence sequence of Waudby-Smith and others, both sides. */
export function sequentialHalfWidth({ n, estimate, se }: Difference, tuning: number) {
  const r2 = 1 / bestPrecision(tuning, "two-sided");
  const half =
    se * Math.sqrt(n) * Math.sqrt(((2 * (n * r2 + 1)) / (n * n * r2)) * Math.log(Math.sqrt(n * r2 + 1) / alpha));
  return { estimate, se, ci: [estimate - half, estimate + half], p: 1 };
}

const oneSidedHalf = ({ n, se }: Difference, tuning: number, a: number) => {
  const r2 = 1 / bestPrecision(tuning, "one-sided");
  const log = Math.log(1 + Math.sqrt(n * r2 + 1) / (2 * a));
  return se * Math.sqrt(n) * Math.sqrt(((2 * (n * r2 + 1)) / (n * n * r2)) * log);
};

export function sequentialLower(difference: Difference, tuning: number) {
  const { estimate, se } = difference;
  return { estimate, se, lower: estimate - oneSidedHalf(difference, tuning, alpha) };
}

/** The alpha at which the one-sided bound touches zero, as the published figure has it: after twelve halvings. */
export function sequentialOneSidedP(difference: Difference, tuning: number): number {
  let [low, high] = [1e-5, 0.4999];
  for (let i = 1; i < 12; i++) {
    const middle = (low + high) / 2;
    if (oneSidedHalf(difference, tuning, middle) > difference.estimate) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

export function welch(arms: Arms) {
  const [a, b] = [arms.a as Arm, arms.b as Arm];
  const { estimate, se } = meanDifference(arms, "absolute");
  const freedom = (spread(a) + spread(b)) ** 2 / (spread(a) ** 2 / (a.n - 1) + spread(b) ** 2 / (b.n - 1));
  const x = betaQuantile(alpha, freedom / 2, 0.5);
  const t = Math.sqrt((freedom * (1 - x)) / x);
  const p = regularisedBeta(freedom / (freedom + (estimate / se) ** 2), freedom / 2, 0.5);
  return { estimate, se, ci: [estimate - t * se, estimate + t * se], p };
}

/** The regularised lower incomplete gamma function, by its series. */
function gammaBelow(a: number, x: number): number {
  let [term, sum] = [1 / a, 1 / a];
  for (let i = 1; term > sum * 1e-17; i++) {
    term *= x / (a + i);
    sum += term;
  }
  return Math.exp(-x + a * Math.log(x) - logGamma(a)) * sum;
}

const normalBelow = (z: number) => 0.5 * (1 + Math.sign(z) * gammaBelow(0.5, (z * z) / 2));
