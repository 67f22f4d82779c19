import { demand } from "./domain.ts";
import { logGamma } from "./log-gamma.ts";

/** From here on Stirling's series is exact to the last bit. */
const large = 10;

/**
 * ln of the beta function, for a, b > 0. Three logarithms of gamma functions lose every digit where both arguments
 * are large, because their difference is small: there Stirling's series is subtracted term by term, as in
 * A. R. DiDonato, A. H. Morris, ACM TOMS algorithm 708 (1992).
 *
 * @throws RangeError where an argument is not a finite number above 0.
 */
export function logBeta(a: number, b: number): number {
  demand(a > 0 && b > 0 && Number.isFinite(a + b), "logBeta", "a and b must be finite and above 0", { a, b });
  const [less, more] = a < b ? [a, b] : [b, a];
  if (more < large) return logGamma(less) + logGamma(more) - logGamma(less + more);
  const tails = tail(more) - tail(less + more);
  const ratio = less / more;
  if (less < large) {
    return logGamma(less) + tails - (less + more - 0.5) * Math.log1p(ratio) - less * (Math.log(more) - 1);
  }
  return (
    0.5 * (Math.log(2 * Math.PI) - Math.log(more)) +
    tail(less) +
    tails +
    (less - 0.5) * Math.log(ratio / (1 + ratio)) -
    more * Math.log1p(ratio)
  );
}

/** What Stirling's formula leaves of ln gamma: 1/(12z) - 1/(360z^3) + ... */
function tail(z: number): number {
  const s = 1 / (z * z);
  const series = 1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - (s * 691) / 360360));
  return (1 / 12 - s * (1 / 360 - s * series)) / z;
}
