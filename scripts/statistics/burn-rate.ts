import { demand, demandCounts } from "./domain.ts";

export interface BurnWindow {
  readonly bad: number;
  readonly total: number;
}

/** A rate on the factor is not above it, whatever the division makes of the last digit. */
const noise = 1 + 1e-9;

/** How many times its limit a window's rate is: 14.4 is "the budget of 30 days gone in two". 0 without traffic. */
export function burn({ bad, total }: BurnWindow, limit: number): number {
  demandCounts("burn", bad, total);
  demand(limit > 0, "burn", "limit must be above 0", { limit });
  return total === 0 ? 0 : bad / total / limit;
}

/**
 * The multi-window burn-rate alert of the Google SRE Workbook, chapter 5: both the long and the short window burn more
 * than `factor` times the limit. Each needs `minCount` bad events, because at low traffic one failure is a bad hour.
 *
 * @throws RangeError unless 0 <= bad <= total in both windows and limit > 0.
 */
export function burnsBoth(
  long: BurnWindow,
  short: BurnWindow,
  { factor, limit, minCount }: { readonly factor: number; readonly limit: number; readonly minCount: number },
): boolean {
  return [long, short].every((window) => burn(window, limit) > factor * noise && window.bad >= minCount);
}
