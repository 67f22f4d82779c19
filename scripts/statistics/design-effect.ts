import { demand } from "./domain.ts";

/**
 * What counts weigh where events come together: retries of one actor divide their own weight. Both counts shrink
 * alike, so the rate stays and only its certainty falls.
 *
 * @param designEffect at least 1; 1 where events are independent.
 * @throws RangeError below 1.
 */
export function effective(
  counts: { readonly bad: number; readonly total: number },
  designEffect: number,
): { readonly bad: number; readonly total: number } {
  demand(
    designEffect >= 1 && Number.isFinite(designEffect),
    "effective",
    "designEffect must be finite and at least 1",
    {
      designEffect,
    },
  );
  return { bad: counts.bad / designEffect, total: counts.total / designEffect };
}
