import { describe, expect, it } from "vitest";
import { safeBoundary } from "../../scripts/statistics/boundary.ts";
import {
  firstProvenBreach,
  mostShown,
  samplesToShow,
  samplesToShowSafe,
} from "../../scripts/statistics/sample-size.ts";

describe("STAT-54  samples that show a limit at 95 % in one look", () => {
  it.each([
    [0.001, 0, 2995],
    [0.005, 0, 598],
    [0.01, 0, 299],
    [0.02, 0, 149],
    [0.05, 0, 59],
    [0.1, 0, 29],
    [0.005, 1, 947],
    [0.005, 2, 1258],
    [0.02, 1, 236],
    [0.02, 2, 313],
    [0.02, 3, 386],
  ])("limit %d with %d errors: %d", (limit, bad, expected) => {
    expect(samplesToShow(limit, bad)).toBe(expected);
  });
});

it("STAT-55  without an error it is ln 0.05 / ln(1 - limit), rounded up", () => {
  for (const limit of [0.0003, 0.004, 0.03, 0.25, 0.9]) {
    expect(samplesToShow(limit)).toBe(Math.ceil(Math.log(0.05) / Math.log1p(-limit)));
  }
});

it("STAT-56  samples that the sequential test needs to show 1 % safe", () => {
  const test = { limit: 0.01, alpha: 0.05, planSamples: 1000, designEffect: 1 };
  expect([0, 1, 2, 8].map((bad) => samplesToShowSafe(test, bad))).toEqual([465, 678, 869, 1852]);
});

it("STAT-57  that many are enough, and one fewer is not", () => {
  const test = { limit: 0.01, alpha: 0.05, planSamples: 1000, designEffect: 3 };
  for (const bad of [0, 1, 7]) {
    const n = samplesToShowSafe(test, bad);
    expect([safeBoundary(n, test) ?? -1, safeBoundary(n - 1, test) ?? -1]).toEqual([bad, bad - 1]);
  }
});

it.each([
  [100, 4],
  [200, 6],
  [300, 7],
  [500, 10],
  [1000, 16],
])("STAT-58  of %d the first proven breach of 1 %% is %d", (n, first) => {
  expect(firstProvenBreach(n, 0.01)).toBe(first);
});

it("STAT-59  the most that one look still shows inside 1 %", () => {
  expect([298, 299, 1000].map((n) => mostShown(n, 0.01))).toEqual([null, 0, 4]);
  expect(firstProvenBreach(0, 0.01)).toBeNull();
});

it("STAT-60  what no number of samples can show is refused", () => {
  expect(() => samplesToShow(0)).toThrow("limit must be above 0 and below 1");
  expect(() => samplesToShow(0.01, -1)).toThrow("bad must be finite and at least 0");
  expect(() => samplesToShow(1e-13)).toThrow("more than 2^40 samples would be needed");
});
