import { demand } from "./domain.ts";
import { logGamma } from "./log-gamma.ts";

/**
 * The chance that at least `least` independent events happen where `mean` are expected.
 *
 * @throws RangeError unless least is a whole number and mean is finite, both at least 0.
 */
export function chanceOfAtLeast(least: number, mean: number): number {
  demand(Number.isInteger(least) && least >= 0, "chanceOfAtLeast", "least must be a whole number", { least });
  demand(mean >= 0 && Number.isFinite(mean), "chanceOfAtLeast", "mean must be finite and at least 0", { mean });
  if (least === 0) return 1;
  if (mean === 0) return 0;
  const chance = (k: number) => Math.exp(k * Math.log(mean) - mean - logGamma(k + 1));
  // The shorter side of the distribution is summed, away from the mean, until nothing that is left matters.
  const below = least <= mean;
  const toward = below ? -1 : 1;
  let sum = 0;
  let k = below ? least - 1 : least;
  while (k >= 0) {
    const more = chance(k);
    sum += more;
    if (more <= negligible * sum) break;
    k += toward;
  }
  return below ? Math.max(0, 1 - sum) : Math.min(1, sum);
}

const negligible = 1e-17;
