import { demand } from "./domain.ts";
import { logBeta } from "./log-beta.ts";

/**
 * I_x(a, b), the regularised incomplete beta function: the chance that a beta(a, b) variable is at most x.
 *
 * @param y 1 - x, where the caller knows it more exactly than the subtraction would.
 * @throws RangeError where x is outside 0..1, or a or b is not finite and above 0.
 */
export function regularisedBeta(x: number, a: number, b: number, y = 1 - x): number {
  demandShape("regularisedBeta", x, a, b);
  if (x === 0 || y === 0) return x === 0 ? 0 : 1;
  return inLowerPart(x, a, b)
    ? Math.min(1, Math.exp(logSmallerPart(x, a, b, y) - logBeta(a, b)))
    : Math.max(0, 1 - Math.exp(logSmallerPart(y, b, a, x) - logBeta(a, b)));
}

/**
 * ln I_x(a, b). Finite where the plain form is 0: near no failures in 80,000 at a limit of 1 % it underflows.
 *
 * @throws RangeError as above, and at x = 0, where the logarithm is no number.
 */
export function logRegularisedBeta(x: number, a: number, b: number, y = 1 - x): number {
  return logIncompleteBeta(x, a, b, y) - logBeta(a, b);
}

/**
 * ln of the incomplete beta function that is not divided by the whole: what e-values need, and free of the
 * cancellation that dividing and multiplying again would bring.
 *
 * @throws RangeError as `logRegularisedBeta`.
 */
export function logIncompleteBeta(x: number, a: number, b: number, y = 1 - x): number {
  demandShape("logIncompleteBeta", x, a, b);
  demand(x > 0, "logIncompleteBeta", "x must be above 0", { x });
  if (y === 0) return logBeta(a, b);
  if (inLowerPart(x, a, b)) return logSmallerPart(x, a, b, y);
  const whole = logBeta(a, b);
  return whole + Math.log1p(-Math.exp(logSmallerPart(y, b, a, x) - whole));
}

/** Where the continued fraction converges fast; elsewhere the other side is computed and subtracted. */
const inLowerPart = (x: number, a: number, b: number) => x < (a + 1) / (a + b + 2);

/** ln( x^a y^b fraction / a ): the incomplete beta function on the side where its fraction converges. */
function logSmallerPart(x: number, a: number, b: number, y: number): number {
  return a * log(x, y) + b * log(y, x) + Math.log(continuedFraction(a, b, x)) - Math.log(a);
}

/** ln p, from whichever of p and 1 - p carries more digits. */
const log = (p: number, rest: number) => (p > 0.5 ? Math.log1p(-rest) : Math.log(p));

const tiny = 1e-300;
const nonZero = (value: number) => (Math.abs(value) < tiny ? tiny : value);
const mostSteps = 100_000;

/** The incomplete beta function's continued fraction (DLMF 8.17.22) by Lentz's method as modified by Thompson and Barnett. */
function continuedFraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= mostSteps; m++) {
    const even = (m * (b - m) * x) / ((a - 1 + 2 * m) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 1 + 2 * m));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    const step = d * c;
    value *= step;
    if (Math.abs(step - 1) < 1e-15) return value;
  }
  throw new RangeError(`incomplete beta: no convergence in ${mostSteps} steps; got a = ${a}, b = ${b}, x = ${x}`);
}

function demandShape(where: string, x: number, a: number, b: number): void {
  demand(x >= 0 && x <= 1, where, "x must be from 0 to 1", { x });
  demand(a > 0 && b > 0 && Number.isFinite(a + b), where, "a and b must be finite and above 0", { a, b });
}
