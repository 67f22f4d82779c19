import { describe, expect, it } from "vitest";
import { judgeCriterion } from "../../../scripts/gates/criteria/judge-criterion.ts";
import { at, control, counted, lasting, later, measured, rate, shared, stay, valued } from "./given.ts";

const good = { bad: 3, total: 420 };
const judge = (metric = rate(), told: Parameters<typeof measured>[1] = good, look = stay, parts = {}) => {
  const { outcome, reason, because } = judgeCriterion(metric, measured(metric, told, look, parts), look);
  return `${outcome} ${reason}: ${because}`;
};

describe("CRIT-49  the first line that applies decides", () => {
  it("since when is not known", () => {
    expect(judge(rate(), good, { ...stay, since: null })).toMatch(/^error criteria.since-unknown/);
  });
  it("too early, even where the numbers are bad or nobody measured; and says until when", () => {
    const early = later("PT21M");
    expect(judge(rate(), { bad: 50, total: 50 }, early)).toMatch(/^wait criteria.fresh/);
    const finding = judgeCriterion(rate(), null, early);
    expect(finding.reason).toBe("criteria.fresh");
    expect(finding.until!.toISO()).toBe("2025-03-12T14:21:00.000Z");
  });
  it("not measured", () => {
    expect(judgeCriterion(rate(), null, stay)).toEqual({
      gate: "criteria",
      about: "download-errors",
      outcome: "error",
      reason: "criteria.not-measured",
      because: "download-errors was not measured",
    });
  });
  it.each([
    ["older than maxAge", { askedAt: at("2025-03-13T07:59:59Z") }, "measured more than 2 hours ago"],
    ["from before the stage", { askedAt: at("2025-03-12T13:59:59Z") }, "measured before this stage was entered"],
    [
      "about a time before the stage",
      { window: { from: at("2025-03-12T13:00:00Z"), to: at("2025-03-13T09:55:00Z") } },
      "measured before this stage was entered",
    ],
    [
      "made when nothing was settled",
      { window: { from: at("2025-03-12T14:16:00Z"), to: at("2025-03-12T14:16:00Z") } },
      "measured before there was complete data",
    ],
  ])("stale: %s, whatever it says", (_, parts, because) => {
    expect(judge(rate(), { bad: 50, total: 50 }, stay, parts)).toBe(`wait criteria.stale: ${because}`);
  });
  it("just young enough is not stale", () => {
    expect(judge(rate(), good, stay, { askedAt: at("2025-03-13T08:00:00Z") })).toMatch(/^pass/);
  });
});

describe("CRIT-50  the tests of a ratio are independent, and the worst decides", () => {
  const both = rate({}, { control });
  it.each([
    ["fine against both", 3, 1000, 30, 9000, "pass criteria.met"],
    ["inside the limit, but worse than control", 9, 1000, 9, 9000, "fail criteria.control"],
    ["above the limit, and control as bad", 30, 1000, 270, 9000, "fail criteria.limit"],
    ["control cannot be measured", 3, 1000, "timeout", 9000, "error criteria.timeout"],
    ["control has no data", 3, 1000, 0, null, "wait criteria.no-data"],
    ["broken limit while control cannot be measured", 30, 1000, "timeout", 9000, "fail criteria.limit"],
    ["worse than control with too few samples", 9, 100, 9, 900, "fail criteria.limit"],
    ["not measured itself, control fine", "auth", 1000, 9, 9000, "error criteria.auth"],
  ] as const)("%s", (_, bad, total, controlBad, controlTotal, expected) => {
    const told = { bad, total, "control.bad": controlBad, "control.total": controlTotal };
    expect(judge(both, told)).toMatch(new RegExp(`^${expected}:`));
  });
  it("tells the others after the one that decides", () => {
    const told = { bad: 30, total: 1000, "control.bad": "timeout", "control.total": 9000 } as const;
    expect(judge(both, told)).toBe(
      'fail criteria.limit: 3 % > 1 % (30 of 1000); reverts from 20 of 1000; also could not measure "control.bad" from prometheus: it said timeout',
    );
  });
  it("control has no say where nobody or everybody sees the flag", () => {
    expect(judge(both, good, { ...stay, percent: 100 })).toMatch(/^pass/);
    expect(judge(both, good)).toMatch(/^error criteria.not-measured/);
  });
  it("a burn rate fails at 100 % even where the counts of the stage cannot be measured", () => {
    const burnRate = [{ factor: 10, long: lasting("PT1H"), short: lasting("PT5M"), minCount: 5 }];
    const burning = {
      "burnRate.0.long.bad": 90,
      "burnRate.0.long.total": 500,
      "burnRate.0.short.bad": 12,
      "burnRate.0.short.total": 60,
    };
    const full = { ...stay, percent: 100 };
    expect(judge(rate({}, { burnRate }), { bad: 30, total: "coverage", ...burning }, full)).toMatch(
      /^fail criteria.burn-rate/,
    );
    expect(judge(rate({}, { burnRate }), { ...good, ...burning }, full)).toMatch(/^fail criteria.burn-rate/);
    expect(judge(rate({}, { burnRate }), { ...good, ...burning })).toMatch(/^pass/);
    expect(judge(rate({}, { burnRate }), good, full)).toMatch(/^error criteria.not-measured/);
  });
});

describe("CRIT-51  every kind is judged by its own rule, under its gate's name", () => {
  it.each([
    [counted(), { value: 503 }, "pass criteria.met: 503 >= 500"],
    [valued(), { value: 0.3, samples: 900 }, "pass criteria.met: 0.3 <= 0.5"],
    [shared(), { exposed: 870, eligible: 10_000 }, "error exposure.drift: "],
    [shared(), { exposed: 0, eligible: null }, "wait exposure.no-data: "],
  ])("%#: %s", (metric, told, expected) => {
    expect(judge(metric, told).startsWith(expected)).toBe(true);
  });
});

describe("CRIT-52  patience and deadlines apply to what was judged", () => {
  const metric = rate({ onNoData: { after: lasting("P1D"), action: "revert" }, deadline: lasting("P3D") });
  it.each([
    ["P1D", { bad: 0, total: 0 }, "wait criteria.no-data"],
    ["P2D", { bad: 0, total: 0 }, "fail criteria.no-data-too-long"],
    ["P2D", { bad: 0, total: 50 }, "wait criteria.below-min-samples"],
    ["P4D", { bad: 0, total: 50 }, "wait criteria.deadline"],
    ["P4D", { bad: 0, total: 500 }, "pass criteria.met"],
    ["P4D", { bad: 50, total: 500 }, "fail criteria.limit"],
  ])("%s in, %j: %s", (after, told, expected) => {
    expect(judge(metric, told, later(after))).toMatch(new RegExp(`^${expected}:`));
  });
  it("no data on the control's side never reverts", () => {
    const told = { bad: 1, total: 500, "control.bad": null, "control.total": null };
    const both = { ...metric, measure: rate({}, { control }).measure };
    expect(judge(both, told, later("P2D"))).toMatch(/^wait criteria.no-data:/);
  });
});

it.each([
  [{ bad: 3, total: 420 }, "only observed: Go, 0.71 % <= 1 % (3 of 420); 12 of 420 would fail"],
  [{ bad: 30, total: 420 }, "only observed: No-go, 7.1 % > 1 % (30 of 420); fails from 12 of 420"],
  [{ bad: 3, total: null }, 'only observed: Not yet, no data for "total" from prometheus: empty result'],
])("CRIT-53  an observed metric is told and passes, whatever it finds: %j", (told, because) => {
  const metric = rate({ role: "observe" });
  expect(judgeCriterion(metric, measured(metric, told), stay)).toEqual({
    gate: "criteria",
    about: "download-errors",
    outcome: "pass",
    reason: "criteria.observed",
    because,
  });
});
