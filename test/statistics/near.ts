import { expect } from "vitest";

/** Equal but for this relative error; values with few printed digits say how far they may be off in their last one. */
export function expectNear(actual: number, expected: number, { relative = 1e-9, absolute = 0 } = {}): void {
  const allowed = Math.max(absolute, relative * Math.abs(expected));
  const off = Math.abs(actual - expected);
  expect(off <= allowed, `${actual} is ${off} off ${expected}, allowed ${allowed}`).toBe(true);
}
