import { describe, expect, it } from "vitest";
import type { Metric } from "../../scripts/flag/metric.ts";
import type { ReleasePlan, Stage } from "../../scripts/flag/plan.ts";
import { criteria } from "../../scripts/gates/criteria.ts";
import type { Evidence, Subject } from "../../scripts/gates/gate.ts";
import type { Move } from "../../scripts/plan/move.ts";
import { percent, plan, settings, withStage } from "../support/plans.ts";
import { control, counted, measured, rate, shared, stay, valued } from "./criteria/given.ts";

type Measured = ReturnType<typeof measured>;

const promote: Move = { kind: "promote", plan: "form1095b", from: "canary", to: "half" };

const inCanary = (metrics: readonly Metric[], parts: Partial<Stage> = {}): ReleasePlan =>
  withStage(plan({ standing: "canary", metrics }), "canary", { criteria: metrics.map(({ name }) => name), ...parts });

const evidence = (measurements: readonly Measured[]): Evidence => ({
  now: stay.now,
  since: stay.since,
  measurements,
  stores: [],
  pullRequest: null,
  entitled: {},
  holds: [],
  references: null,
});

function judge(base: ReleasePlan | null, measurements: readonly Measured[] = [], move: Move = promote) {
  const subject: Subject = { move, base, head: base, settings };
  return criteria.judge(subject, evidence(measurements));
}

const lines = (...judged: Parameters<typeof judge>) =>
  judge(...judged).map(({ outcome, reason, about }) => `${outcome} ${reason} ${about ?? ""}`.trim());

const errors = rate({ name: "errors" });
const slow = rate({ name: "slow" });
const clicks = counted({}, { name: "clicks" });

describe("CRIT-54  one finding a criterion, worst first", () => {
  it("in the plan's order where they are equal", () => {
    const told = [
      measured(errors, { bad: 3, total: 420 }),
      measured(slow, { bad: 30, total: 420 }),
      measured(clicks, { value: 432 }),
    ];
    const worstFirst = ["fail criteria.limit slow", "wait criteria.count-open clicks", "pass criteria.met errors"];
    expect(lines(inCanary([errors, slow, clicks]), told)).toEqual(worstFirst);
    expect(lines(inCanary([errors, slow, clicks]), told.toReversed())).toEqual(worstFirst);
  });
  it("a criterion that nobody measured is an error, and one that no metric defines", () => {
    const base = inCanary([errors], { criteria: ["errors", "typo"] });
    expect(lines(base)).toEqual(["error criteria.not-measured errors", "error criteria.config typo"]);
  });
  it("the newest measurement decides: a bad one cancels the good one before it", () => {
    const before = measured(errors, { bad: 0, total: 400 }, stay, { askedAt: stay.now.minus({ hours: 1 }) });
    const now = measured(errors, { bad: 30, total: 420 });
    for (const told of [
      [before, now],
      [now, before],
    ]) {
      expect(lines(inCanary([errors]), told)).toEqual(["fail criteria.limit errors"]);
    }
  });
  it("metrics the stage does not ask for are not judged, nor are shares", () => {
    const base = inCanary([errors, slow, shared()], { criteria: ["errors", "share"] });
    expect(lines(base, [measured(errors, { bad: 0, total: 400 })])).toEqual(["pass criteria.met errors"]);
  });
});

describe("CRIT-55  observed metrics are told last and neither block nor pass a stage", () => {
  const watched = rate({ name: "watched", role: "observe" });
  it("beside a guardrail", () => {
    const told = [measured(errors, { bad: 0, total: 400 }), measured(watched, { bad: 300, total: 400 })];
    expect(lines(inCanary([watched, errors]), told)).toEqual([
      "pass criteria.met errors",
      "pass criteria.observed watched",
    ]);
  });
  it("they do not hide a guardrail's fail", () => {
    const told = [measured(errors, { bad: 300, total: 400 }), measured(watched, { bad: 0, total: 400 })];
    expect(lines(inCanary([watched, errors]), told)[0]).toBe("fail criteria.limit errors");
  });
  it("alone they are no reason to go on", () => {
    const found = judge(inCanary([watched]), [measured(watched, { bad: 0, total: 400 })]);
    expect(found.map(({ reason, outcome }) => `${outcome} ${reason}`)).toEqual([
      "wait criteria.no-guardrail",
      "pass criteria.observed",
    ]);
    expect(found[0]!.because).toBe("canary asks only what it observes, and nothing of that can block it");
  });
  it.each(["uat", "canary", "week-check"])("not in %s either", (standing) => {
    const base = withStage(plan({ standing, metrics: [watched] }), standing, { criteria: ["watched"] });
    const move = { ...promote, from: standing, to: "next" };
    expect(lines(base, [measured(watched, { bad: 0, total: 400 })], move)[0]).toBe("wait criteria.no-guardrail");
  });
});

describe("CRIT-56  a stage that asks nothing", () => {
  it("says why in the plan", () => {
    const base = inCanary([errors], { criteria: [], criteriaWaived: "the endpoint has no traffic before March" });
    expect(judge(base)).toEqual([
      {
        gate: "criteria",
        outcome: "pass",
        reason: "criteria.waived",
        because: "criteria: none, because the endpoint has no traffic before March",
      },
    ]);
  });
  it("or shows the flag to named actors only", () => {
    const base = { ...plan({ standing: "uat" }), metrics: [errors] };
    expect(judge(base, [], { ...promote, from: "uat", to: "canary" })).toMatchObject([
      {
        outcome: "pass",
        reason: "criteria.named-only",
        because: "only 3 named actors see it and uat asks no criterion",
      },
    ]);
  });
  it("or is a check-in, whose results answer for it", () => {
    const move = { ...promote, from: "week-check", to: "month-check" };
    expect(lines(plan({ standing: "week-check" }), [], move)).toEqual(["pass criteria.check-in"]);
  });
  it("or waits for somebody to say", () => {
    expect(lines(inCanary([]))).toEqual(["wait criteria.no-guardrail"]);
    expect(judge(inCanary([]))[0]!.because).toBe("canary shows the flag to 10 % of users and asks no criterion");
  });
});

describe("CRIT-57  which stage is judged", () => {
  const bad = [measured(errors, { bad: 30, total: 420 })];
  it("the one that is left, on promotion and on retirement", () => {
    expect(lines(inCanary([errors]), bad)).toHaveLength(1);
    const last = withStage(plan({ standing: "month-check", metrics: [errors] }), "month-check", {
      criteria: ["errors"],
    });
    expect(lines(last, bad, { kind: "retire", plan: "form1095b", from: "month-check" })).toHaveLength(1);
  });
  it.each([
    { kind: "stay", plan: "form1095b" },
    { kind: "revert", plan: "form1095b", from: "canary", to: "planned" },
    { kind: "edit", plan: "form1095b", changes: [] },
  ] as const)("none on $kind", (move) => {
    expect(judge(inCanary([errors]), bad, move)).toEqual([]);
  });
  it("none on leaving planned, and none of a plan that is new", () => {
    expect(judge(plan({ standing: "planned" }), bad, { ...promote, from: "planned", to: "uat" })).toEqual([]);
    expect(judge(null, bad, { kind: "enrol", plan: "form1095b" })).toEqual([]);
  });
  it("with the share of users that sees the flag there, check-ins included", () => {
    const metric = rate({ name: "errors" }, { control });
    const base = withStage(plan({ standing: "week-check", metrics: [metric] }), "week-check", { criteria: ["errors"] });
    const move = { ...promote, from: "week-check", to: "month-check" };
    expect(lines(base, [measured(metric, { bad: 0, total: 400 })], move)).toEqual(["pass criteria.met errors"]);
    const half = withStage(base, "full", { exposure: percent(99) });
    expect(lines(half, [measured(metric, { bad: 0, total: 400 })], move)).toEqual([
      "error criteria.not-measured errors",
    ]);
  });
  it("counted from when every process saw it", () => {
    const late = { ...stay, since: stay.now.minus({ minutes: 20, seconds: 30 }) };
    const subject: Subject = { move: promote, base: inCanary([errors]), head: null, settings };
    const found = criteria.judge(subject, { ...evidence(bad), since: late.since });
    expect(found[0]!.reason).toBe("criteria.fresh");
  });
});

it("CRIT-58  a value without an answer blocks like any other criterion", () => {
  const p95 = valued();
  expect(lines(inCanary([p95]), [measured(p95, { value: null, samples: 900 })])).toEqual(["wait criteria.no-data p95"]);
});
