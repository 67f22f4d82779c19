import type { Caught, Forecast, Known } from "../../gates/criteria/forecast.ts";
import { count, share } from "../../gates/criteria/words.ts";

/** A chance for people: as many digits as anybody acts on, and never certain where it is not. */
export function chance(value: number): string {
  if (value === 0) return "0 %";
  if (value < 0.0005) return "< 0.1 %";
  if (value > 0.9995) return value > 1 - 1e-9 ? "100 %" : "> 99.9 %";
  const digits = value < 0.1 || value > 0.9 ? 1 : 0;
  return `${(100 * value).toFixed(digits)} %`;
}

/** `about 5 h`, `about 2 d`: hours from the stage's entry, rounded up. */
export function hours(value: number): string {
  const whole = Math.ceil(value);
  return whole < 72 ? `about ${whole} h` : `about ${Math.ceil(value / 24)} d`;
}

export const rateWords = (rate: number): string => share(rate, 3);

const verbs = { revert: "reverts", hold: "holds", nothing: "only shows" } as const;
export const verbOf = ({ does }: Forecast): string => verbs[does];

/** All that is known of one criterion as one sentence without its end, for a page that has no room for a table. */
export function forecastLine(forecast: Forecast): string {
  const { outlook } = forecast;
  if (outlook.kind === "not-known") return `not known: ${outlook.why}`;
  const { rates, smallest, promotion } = outlook;
  const bad = rates.findLast(({ times }) => times !== null && times <= 3)!;
  const healthy = rates.find(({ times }) => times === 0.8)!;
  const parts = [
    `catches ${rateWords(bad.rate)} in ${chance(bad.chance)} of runs${inHalf(bad)}`,
    `${verbOf(forecast)} a healthy ${rateWords(healthy.rate)} in ${chance(healthy.chance)}`,
    smallest === null ? "catches nothing for sure" : `catches ${rateWords(smallest)} with 90 % chance`,
    `has its ${count(promotion.minSamples)} samples in ${chance(promotion.enough)}`,
    ...(promotion.evidence === "point" ? [] : [evidenceWords(outlook)]),
  ];
  return parts.join("; ");
}

const inHalf = ({ medianHours }: Caught) => (medianHours === null ? "" : `, half of them within ${hours(medianHours)}`);

/** What the evidence needs beyond the samples. */
export function evidenceWords({ promotion, events }: Known): string {
  const { evidence, mostBad, healthy } = promotion;
  if (mostBad === null) return `${evidence} cannot be shown with ${count(events)} events, even where none is bad`;
  return `${evidence} is shown by at most ${count(mostBad)} bad of ${count(events)}, by a healthy flag in ${chance(healthy)}`;
}
