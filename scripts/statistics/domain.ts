/**
 * Refuses an input outside a function's domain, so that no NaN ever leaves this room.
 *
 * @throws RangeError naming the function, the rule and what was given.
 */
export function demand(holds: boolean, where: string, rule: string, given: object): void {
  if (holds) return;
  const values = Object.entries(given).map(([name, value]) => `${name} = ${value}`);
  throw new RangeError(`${where}: ${rule}; got ${values.join(", ")}`);
}

/** Counts as every function here takes them: reals, because extrapolated counts are; 0 <= k <= n. */
export function demandCounts(where: string, k: number, n: number): void {
  demand(Number.isFinite(n) && k >= 0 && k <= n, where, "counts must be finite with 0 <= k <= n", { k, n });
}

/** A probability that is neither certain nor impossible. */
export function demandOpenShare(where: string, name: string, share: number): void {
  demand(share > 0 && share < 1, where, `${name} must be above 0 and below 1`, { [name]: share });
}

/** A result, where floating point could hold it. */
export function demandFinite(where: string, value: number, given: object): number {
  demand(Number.isFinite(value), where, "the result is beyond floating point", given);
  return value;
}
