import { describe, expect, it } from "vitest";
import { revertChances } from "../../scripts/statistics/crossing.ts";
import { promoteRules, revertRules } from "../../scripts/statistics/look-rules.ts";
import { seeded } from "../../scripts/statistics/random.ts";
import { simulate, type Tally } from "../../scripts/statistics/simulate.ts";

const judged = { limit: 0.01, alpha: 0.05, planSamples: 1000, designEffect: 1, minSamples: 200 };
/** 60 requests an hour, looked at every hour for a week. */
const week = { perLook: 60, looks: 168, retries: 1 };
const runs = 4000;

const rules = [...revertRules(judged), ...promoteRules(judged)];
const play = (rate: number) => simulate({ ...week, rate }, rules, runs, seeded(20250312));
const of = (tallies: readonly Tally[], rule: string) => tallies.find((tally) => tally.rule === rule)!;

const healthy = play(0.008);
const atLimit = play(0.01);
const doubled = play(0.02);
const fivefold = play(0.05);

describe("STAT-68  hourly looks for a week at an objective of 1 %", () => {
  it("a healthy flag at 0.8 % is reverted in at most 0.5 % of weeks", () => {
    expect(of(healthy, "e-value").fired).toBeLessThanOrEqual(0.005);
  });
  it("one at the limit in at most 5 %", () => {
    expect(of(atLimit, "e-value").fired).toBeLessThanOrEqual(0.05);
  });
  it("5 % is caught, in at most 3 hours at the median", () => {
    expect(of(fivefold, "e-value").fired).toBe(1);
    expect(of(fivefold, "e-value").medianLook).toBeLessThanOrEqual(3);
  });
  it("2 % is always caught within the week", () => {
    expect(of(doubled, "e-value").fired).toBe(1);
  });
});

describe("STAT-69  the obvious rules, on the same weeks", () => {
  it.each([
    ["point estimate", 0.55, 0.68],
    ["point estimate, 3 looks in a row", 0.42, 0.54],
    ["newest events only, 4th bad look", 0.999, 1],
    ["exact lower bound, peeked", 0.03, 0.065],
  ])("%s reverts a healthy flag in %d to %d of weeks", (rule, least, most) => {
    expect(of(healthy, rule).fired).toBeGreaterThanOrEqual(least);
    expect(of(healthy, rule).fired).toBeLessThanOrEqual(most);
  });
  it("an exact bound that is peeked at breaks its promise of 5 % five times over", () => {
    expect(of(atLimit, "exact lower bound, peeked").fired).toBeGreaterThan(0.2);
  });
  it("a point estimate promotes a flag at twice its limit in one of seven weeks; the sequential test in next to none", () => {
    expect(of(doubled, "point, at the first look with enough samples").fired).toBeGreaterThan(0.11);
    expect(of(doubled, "sequential").fired).toBeLessThan(0.002);
  });
});

it("STAT-70  the simulation agrees with the exact chances, and repeats to the last run", () => {
  for (const [rate, tallies] of [[0.01, atLimit] as const, [0.008, healthy] as const]) {
    const exact = revertChances({ ...week, rate }, judged).at(-1)!;
    const error = Math.sqrt((exact * (1 - exact)) / runs);
    expect(Math.abs(of(tallies, "e-value").fired - exact)).toBeLessThan(4 * error);
  }
  expect(play(0.008)).toEqual(healthy);
});

it("STAT-71  retries deceive the test, and a design effect of their number repairs it", () => {
  const clustered = { ...week, rate: 0.008, retries: 3 };
  const reverted = (designEffect: number) =>
    simulate(clustered, revertRules({ ...judged, designEffect }).slice(0, 1), 2000, seeded(42))[0]!.fired;
  expect(reverted(1)).toBeGreaterThan(0.06);
  expect(reverted(3)).toBeLessThan(0.01);
});

it("STAT-72  traffic that is none is refused", () => {
  expect(() => simulate({ ...week, rate: 0.01, looks: 0 }, rules, 1, seeded(1))).toThrow("must be at least 1");
});
