import { demand } from "./domain.ts";

const first = 0.99999999999980993;
const rest = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/**
 * ln of the gamma function, for z > 0. Lanczos' approximation with g = 7 and nine coefficients
 * (C. Lanczos 1964; coefficients of P. Godfrey), reflected below one half.
 *
 * @throws RangeError where z is not a finite number above 0.
 */
export function logGamma(z: number): number {
  demand(z > 0 && z < Number.POSITIVE_INFINITY, "logGamma", "z must be finite and above 0", { z });
  if (z < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * z)) - logGamma(1 - z);
  const sum = rest.reduce((total, coefficient, i) => total + coefficient / (z + i), first);
  const t = z + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (z - 0.5) * Math.log(t) - t + Math.log(sum);
}
