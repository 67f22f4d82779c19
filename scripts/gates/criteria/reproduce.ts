import type { MeasuredRecord } from "./record.ts";

/** Counts that differ by less are the same answer. */
const counted = 1e-6;
/** What is computed from counts is written with six digits. */
const computed = 1e-4;

const tolerances: Readonly<Record<string, number>> = {
  k: counted,
  n: counted,
  value: counted,
  samples: counted,
  estimate: computed,
  upper95: computed,
  logE: computed,
};

/**
 * What a written record says differently from the one made by asking again, as `n: written 1963, measured 1960`; empty
 * where it reproduces. A field that only one of them has is a difference too.
 */
export function differences(written: object, measured: MeasuredRecord): readonly string[] {
  return compare(written, measured, "");
}

function compare(written: object, measured: object, above: string): readonly string[] {
  const [before, after] = [new Map(Object.entries(written)), new Map(Object.entries(measured))];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [one, other]: readonly unknown[] = [before.get(key), after.get(key)];
    if (isMap(one) && isMap(other)) return compare(one, other, `${above}${key}.`);
    if (same(one, other, tolerances[key] ?? 0)) return [];
    return [`${above}${key}: written ${said(one)}, measured ${said(other)}`];
  });
}

const isMap = (value: unknown): value is object => typeof value === "object" && value !== null && !Array.isArray(value);

function same(one: unknown, other: unknown, tolerance: number): boolean {
  if (typeof one === "number" && typeof other === "number") {
    const size = tolerance === computed ? Math.max(1, Math.abs(other)) : Math.abs(other);
    return Math.abs(one - other) <= tolerance * size;
  }
  return JSON.stringify(one) === JSON.stringify(other);
}

const said = (value: unknown) => (value === undefined ? "nothing" : JSON.stringify(value));
