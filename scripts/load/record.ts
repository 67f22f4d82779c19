/**
 * A map of names that people chose. It inherits nothing, so that `constructor` is found only where it was written. Made
 * from a plain object, as `Object.create(null)` takes four times the memory, and a plan has twenty such maps; those
 * that are empty are one.
 */
export function record<T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  return entries.length === 0 ? empty : Object.setPrototypeOf(Object.fromEntries(entries), null);
}

const empty: Readonly<Record<string, never>> = Object.freeze(Object.create(null));
