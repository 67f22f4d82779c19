import { describe, expect, it } from "vitest";
import { betaQuantile } from "../../scripts/statistics/beta-quantile.ts";
import { exactInterval, upperBound } from "../../scripts/statistics/clopper-pearson.ts";
import { logE } from "../../scripts/statistics/e-value.ts";
import { regularisedBeta } from "../../scripts/statistics/incomplete-beta.ts";
import { bestPrecision } from "../../scripts/statistics/mixture.ts";
import { newcombe } from "../../scripts/statistics/newcombe.ts";
import { samplesToShow } from "../../scripts/statistics/sample-size.ts";
import { logEDrift, shareInterval } from "../../scripts/statistics/share-drift.ts";
import { wilson } from "../../scripts/statistics/wilson.ts";
import fixture from "../golden/metric-cases/numeric.json" with { type: "json" };
import { expectNear } from "./near.ts";
import {
  bound,
  gammaExponential,
  meanDifference,
  normalMixture,
  quantileComparison,
  sequentialHalfWidth,
  sequentialLower,
  sequentialOneSidedP,
  welch,
} from "./other-methods.ts";

type Case = (typeof fixture.cases)[number];
type Numbers = Readonly<Record<string, number>>;

/** A figure that was computed to many digits is met to nine; a printed one says how far it may be off, or has its digits. */
function allowed(one: Case, expected: unknown) {
  const decimals = String(expected).split(".")[1]?.length ?? 0;
  const exact = one.src.startsWith("40-digit");
  return { relative: exact ? 1e-9 : 1e-12, absolute: exact ? 0 : (one.tol ?? 0.5 * 10 ** -decimals) };
}

/** Every function that some case names, and how the case is asked. What it answers is compared with `expected`. */
const functions: Readonly<Record<string, (given: Numbers, one: Case) => unknown>> = {
  "clopper_pearson two-sided 95%": ({ k, n }) => exactInterval(k!, n!),
  "wilson two-sided 95%": ({ k, n }) => wilson(k!, n!),
  "difference of proportions, Newcombe hybrid score (method 10) 95%": ({ k1, n1, k2, n2 }) =>
    newcombe(k1!, n1!, k2!, n2!),
  "best_rho two-sided(v_opt=100,alpha=.05)": () => bestPrecision(100, "two-sided"),
  // A variance of 100 at steps of .2 and .8 is 625 events at a rate of 20 %, 125 of them expected.
  "beta-binomial bound two-sided v=100 alpha=.05 v_opt=100 g=.2 h=.8": () =>
    bound((s) => logEDrift(125 + s, 625, 0.2, 625)),
  "beta-binomial bound one-sided v=100 alpha=.05 v_opt=100 g=.2 h=.8": () => bound((s) => logE(125 + s, 625, 0.2, 625)),
  "normal mixture bound two-sided v=100 alpha=.05 v_opt=100": () => bound(normalMixture("two-sided")),
  "normal mixture bound one-sided v=100 alpha=.05 v_opt=100": () => bound(normalMixture("one-sided")),
  "gamma-exponential bound v=100 alpha=.05 v_opt=100 c=2": () => bound(gammaExponential(2)),
  "bernoulli confidence sequence (two-sided beta-binomial mixture)": ({ k, n, alpha, t_opt }) =>
    shareInterval(k!, n!, alpha!, t_opt!),
  "sequential quantile A/B p-value: arm1 = 1..1000, arm2 = offset+1..offset+1000, t_opt 100": ({ offset }) =>
    quantileComparison(offset!),
  "two-sided sequential CI, relative": (_, one) => sequentialHalfWidth(meanDifference(one, "relative"), one.tuning!),
  "one-sided (treatment greater) sequential, absolute": (_, one) => {
    const difference = meanDifference(one, "absolute");
    return { ...sequentialLower(difference, one.tuning!), p: sequentialOneSidedP(difference, one.tuning!) };
  },
  "one-sided (treatment greater) sequential, relative": (_, one) =>
    sequentialLower(meanDifference(one, "relative"), one.tuning!),
  "two-sided Welch t, absolute": (_, one) => welch(one),
  "regularized incomplete beta I_x(a,b)": ({ a, b, x }) => regularisedBeta(x!, a!, b!),
  "beta quantile": ({ p, a, b }) => betaQuantile(p!, a!, b!),
  "smallest n whose one-sided 95% upper bound is at most 0.5%, by number of errors": () =>
    Object.fromEntries([0, 1, 2].map((bad) => [bad, samplesToShow(0.005, bad)])),
  "one-sided 95% exact upper bound at n=200 for k=0..4": () => [0, 1, 2, 3, 4].map((k) => upperBound(k, 200)),
  "log e-value, one-sided beta-binomial mixture for H0: rate <= p0": ({ k, n, p0, n_opt }) => logE(k!, n!, p0!, n_opt!),
};

describe(`STAT-78  numeric: ${fixture.adopt}`, () => {
  it("has all 52 cases", () => expect(fixture.cases).toHaveLength(52));

  it.each(fixture.cases)("$id", (one) => {
    const { a, b, ...rest } = one as Case & { a?: unknown; b?: unknown };
    const counts = typeof a === "number" ? { a, b } : {};
    const found = functions[one.fn]!({ ...rest, ...counts } as unknown as Numbers, one);
    compare(found, one.expected ?? one.expected_log_e, one);
    if (one.reject_at_05 !== undefined) expect((found as number) >= Math.log(20)).toBe(one.reject_at_05);
  });
});

/** Number by number, whatever the shape. */
function compare(found: unknown, expected: unknown, one: Case): void {
  if (typeof expected === "object" && expected !== null) {
    for (const [key, value] of Object.entries(expected)) compare((found as Record<string, unknown>)[key], value, one);
  } else {
    expectNear(found as number, Number(expected), allowed(one, expected));
  }
}
