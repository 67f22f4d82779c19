import { expect, it } from "vitest";
import { revertBoundary } from "../../scripts/statistics/boundary.ts";
import { medianLook, revertChances, smallestCaught } from "../../scripts/statistics/crossing.ts";
import { expectNear } from "./near.ts";

const test = { limit: 0.01, alpha: 0.05, planSamples: 1000, designEffect: 1 };
const week = { perLook: 60, looks: 168 };

it("STAT-73  the chance of a revert at the first look is the chance of that many bad events", () => {
  const boundary = revertBoundary(60, test)!;
  expect(boundary).toBe(5);
  const below = [0, 1, 2, 3, 4].map((k) => choose(60, k) * 0.03 ** k * 0.97 ** (60 - k));
  expectNear(revertChances({ ...week, rate: 0.03 }, test)[0]!, 1 - below.reduce((sum, p) => sum + p, 0));
});

it("STAT-74  a week of hourly looks keeps the promise of alpha exactly, and the chance only grows", () => {
  const chances = revertChances({ ...week, rate: 0.01 }, test);
  expect(chances.at(-1)!).toBeLessThan(0.05);
  expect(chances.every((chance, i) => i === 0 || chance >= chances[i - 1]!)).toBe(true);
  expect(revertChances({ ...week, rate: 0.008 }, test).at(-1)!).toBeLessThan(0.005);
});

it.each([
  [0.05, 3],
  [0.02, 15],
  [0.008, null],
])("STAT-75  a true rate of %d is caught at look %d at the median", (rate, look) => {
  expect(medianLook(revertChances({ ...week, rate }, test))).toBe(look);
});

it("STAT-76  the smallest rate caught with 90 % chance is caught so, and a smaller one is not", () => {
  const rate = smallestCaught(week, test)!;
  expect(revertChances({ ...week, rate: rate * 1.01 }, test).at(-1)!).toBeGreaterThan(0.9);
  expect(revertChances({ ...week, rate: rate * 0.99 }, test).at(-1)!).toBeLessThan(0.9);
});

it("STAT-77  a stage with too little traffic catches nothing, and says so", () => {
  expect(smallestCaught({ perLook: 1, looks: 3 }, test)).toBeNull();
});

const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);
