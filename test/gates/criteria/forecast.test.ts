import { expect, it } from "vitest";
import type { Metric } from "../../../scripts/flag/metric.ts";
import type { Stage } from "../../../scripts/flag/plan.ts";
import { type Expecting, forecastStage, type Known } from "../../../scripts/gates/criteria/forecast.ts";
import { revertChances } from "../../../scripts/statistics/crossing.ts";
import { plan, stage } from "../../support/plans.ts";
import { counted, lasting, rate, shared } from "./given.ts";

const none = lasting("PT0S");
const expecting: Expecting = { propagation: none };
/** 60 an hour for a week, one hour before the first look's data is complete: nothing else is in the way. */
const whole = { initialDelay: none, settle: none };
const week = { soak: lasting("P7D"), expected: { uniqueUsers: 10_080 } };

function outlook(metric: Metric, parts: Partial<Stage> = week, more: Partial<Expecting> = {}) {
  const asked = stage("canary", { criteria: [metric.name], ...parts });
  const [one] = forecastStage(plan({ metrics: [metric], stages: [asked] }), asked, { ...expecting, ...more });
  return one!.outlook;
}

const known = (...given: Parameters<typeof outlook>): Known => {
  const found = outlook(...given);
  if (found.kind !== "known") throw new Error(found.why);
  return found;
};
const at = ({ rates }: Known, times: number) => rates.find((one) => one.times === times)!;

it("FORE-1  60 users an hour for a week at 1 %: the published figures, exactly", () => {
  const found = known(rate(whole));
  expect(at(found, 0.8).chance).toBeLessThan(0.005);
  expect(at(found, 1).chance).toBeLessThan(0.05);
  expect(at(found, 2)).toMatchObject({ rate: 0.02, medianHours: 15 });
  expect(at(found, 2).chance).toBeGreaterThan(0.9999);
  expect(at(found, 5).medianHours).toBe(3);
  const test = { limit: 0.01, alpha: 0.05, planSamples: 1000, designEffect: 1 };
  expect(at(found, 1).chance).toBe(revertChances({ rate: 0.01, perLook: 60, looks: 168 }, test).at(-1));
});

it("FORE-2  time that is not measured costs events and hours: propagation, initial delay and settle", () => {
  const late = known(rate({ initialDelay: lasting("PT3H"), settle: lasting("PT1H") }), week, {
    propagation: lasting("PT2H"),
  });
  expect(late).toMatchObject({ events: 9720, looks: 162 });
  expect(at(late, 5).medianHours).toBe(9);
});

it("FORE-3  a rate is caught with 90 % chance from the one it says, and the curve never falls", () => {
  const found = known(rate(whole), week, { curve: true });
  const [below, above] = [found.smallest! * 0.98, found.smallest! * 1.02].map(
    (asked) => known(rate(whole), week, { rates: [asked] }).rates.at(-1)!,
  );
  expect(below).toMatchObject({ times: null });
  expect(below!.chance).toBeLessThan(0.9);
  expect(above!.chance).toBeGreaterThan(0.9);
  expect(found.curve).toHaveLength(24);
  expect(found.curve.every(({ chance }, i) => i === 0 || chance > found.curve[i - 1]!.chance - 1e-9)).toBe(true);
});

it("FORE-4  samples: certain where many more are expected, even where as many are, never where few are", () => {
  const enough = (uniqueUsers: number) => known(rate(whole), { ...week, expected: { uniqueUsers } }).promotion.enough;
  expect(enough(1000)).toBeGreaterThan(0.999999);
  expect(enough(200)).toBeGreaterThan(0.45);
  expect(enough(200)).toBeLessThan(0.55);
  expect(enough(100)).toBeLessThan(1e-6);
});

it("FORE-5  200 users never prove 1 %, 299 do where none fails; safe at every look takes 465", () => {
  const mostBad = (evidence: Metric["evidence"], uniqueUsers: number) =>
    known(rate({ ...whole, evidence }), { ...week, expected: { uniqueUsers } }).promotion.mostBad;
  expect(mostBad("upper-bound", 298)).toBeNull();
  expect(mostBad("upper-bound", 299)).toBe(0);
  expect(mostBad("sequential", 464)).toBeNull();
  expect(mostBad("sequential", 465)).toBe(0);
  expect(mostBad("point", 298)).toBe(2);
  const bare = known(rate({ ...whole, evidence: "upper-bound" }), { ...week, expected: { uniqueUsers: 298 } });
  expect(bare.promotion.healthy).toBe(0);
});

it("FORE-6  a design effect costs power and never adds false alarms", () => {
  const [one, five] = [1, 5].map((designEffect) => known(rate({ ...whole, designEffect })));
  expect(at(five!, 1).chance).toBeLessThan(at(one!, 1).chance);
  expect(five!.smallest!).toBeGreaterThan(one!.smallest!);
});

it.each([
  ["no users are expected", rate(), { ...week, expected: { uniqueUsers: null } }, /add expected\.uniqueUsers/],
  ["the stage has no soak", rate(), { ...week, soak: none }, /no soak/],
  ["the soak ends before the first data", rate(), { ...week, soak: lasting("PT20M") }, /before the first data/],
  ["each look sees other events", rate({ window: lasting("PT6H") }), week, /not the stage/],
  ["it is no rate", counted(), week, /has no rate/],
])("FORE-7  not known, and why, where %s", (_, metric, parts, why) => {
  expect(outlook(metric, parts)).toMatchObject({ kind: "not-known", why: expect.stringMatching(why) });
});

it("FORE-8  users that were asked for take the place of those the plan expects; shares are no criterion", () => {
  expect(known(rate(), { ...week, expected: { uniqueUsers: null } }, { users: 500 }).users).toBe(500);
  const asked = stage("canary", { criteria: ["share"], ...week });
  expect(forecastStage(plan({ metrics: [shared()], stages: [asked] }), asked, expecting)).toEqual([]);
});

it("FORE-9  few users, or more than anybody has, give numbers too, and soon", () => {
  const few = known(rate(whole), { ...week, expected: { uniqueUsers: 1 } });
  expect(few.smallest).toBeNull();
  expect(at(few, 5).chance).toBe(0);
  const began = performance.now();
  const many = known(rate(whole), { ...week, expected: { uniqueUsers: 2_000_000_000 } });
  expect(performance.now() - began).toBeLessThan(5000);
  expect(at(many, 2).chance).toBeCloseTo(1, 9);
  expect(many.promotion.enough).toBe(1);
});
