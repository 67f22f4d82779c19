import { describe, expect, it } from "vitest";
import { judgeCriterion } from "../../../scripts/gates/criteria/judge-criterion.ts";
import { criteria } from "../../../scripts/gates/criteria.ts";
import type { Finding } from "../../../scripts/gates/gate.ts";
import fixture from "../../golden/metric-cases/argo-condition.json" with { type: "json" };
import { plan, settings, withStage } from "../../support/plans.ts";
import { ours } from "./argo.ts";
import { control, counted, measured, query, rate, stay, type Told, valued } from "./given.ts";

const judge = (...[metric, told]: Parameters<typeof measured>): Finding =>
  judgeCriterion(metric, measured(metric, told), stay);

const value = (told: Told, objective: { max: number } | { min: number }) =>
  judge(valued({ objective, consecutive: 1 }), { value: told, samples: 900 });

/** Success and failure conditions, said as what our criteria can say of the same value. */
const said: Readonly<Record<string, () => Finding>> = {
  "cond-01": () => judge(rate(), { bad: 0, total: 400 }),
  "cond-02-fail-wins": () =>
    judge(rate({}, { control }), { bad: 9, total: 1000, "control.bad": 9, "control.total": 9000 }),
  "cond-03": () => judge(rate(), { bad: 5, total: 420 }),
  "cond-04": () => judge(counted({ objective: { max: 0 }, samples: query("s") }), { value: 0, samples: 900 }),
  "cond-05": () => value(0.9, { min: 0.95 }),
  "cond-06-none": () => {
    const base = withStage(plan({ standing: "canary" }), "canary", { criteria: [] });
    const move = { kind: "promote", plan: base.name, from: "canary", to: "half" } as const;
    const world = { stores: [], pullRequest: null, entitled: {}, holds: [], references: null, measurements: [] };
    return criteria.judge({ move, base, head: base, settings }, { ...world, now: stay.now, since: stay.since })[0]!;
  },
  "cond-07": () => value("bad-query", { min: 0.95 }),
  "cond-08": () => value("bad-query", { min: 0.95 }),
  "cond-09-nil": () => value(null, { min: 0.95 }),
  "cond-10-empty": () => value(null, { min: 0.95 }),
  "cond-11-nan-both": () => value(Number.NaN, { min: 0.9 }),
  "cond-12-nan-allowed": () => value(Number.NaN, { min: 0.9 }),
  "cond-13-nan": () => value(Number.NaN, { min: 0.9 }),
  "cond-14-inf": () => value(Number.POSITIVE_INFINITY, { min: 0.9 }),
  "cond-15-inf": () => value(Number.POSITIVE_INFINITY, { max: 0.9 }),
  "cond-16-scalar": () => value(10, { max: 10 }),
  "cond-17-vector": () => value("many-series", { min: 10 }),
  "cond-18-unsupported": () => value("wrong-type", { min: 10 }),
  "cond-19-nonbool": () => value("not-a-number", { min: 1 }),
  "cond-20": () => value(5, { min: 1 }),
  "cond-21-string-int": () => value(1, { min: 1 }),
  "cond-22-string-float-as-int": () => value(1.1, { min: 1.1 }),
  "cond-23": () => value("not-a-number", { min: 1.1 }),
  "cond-24": () => value(1.1, { min: 1.1 }),
};

/** Where we say something else than Argo, and why. */
const contradicted: Readonly<Record<string, [string, string]>> = {
  "cond-06-none": ["wait criteria.no-guardrail", "no condition is no evidence"],
  "cond-09-nil": ["wait criteria.no-data", "no data is not a broken provider"],
  "cond-10-empty": ["wait criteria.no-data", "no data is not a broken provider"],
  "cond-12-nan-allowed": ["wait criteria.no-data", "there is no language to turn NaN into a pass"],
  "cond-13-nan": ["wait criteria.no-data", "NaN shows nothing, neither good nor bad"],
  "cond-14-inf": ["error criteria.not-finite", "infinity is no measurement"],
  "cond-15-inf": ["error criteria.not-finite", "infinity is no measurement"],
  "cond-17-vector": ["error criteria.many-series", "one number is asked for"],
  "cond-22-string-float-as-int": ["pass criteria.met", "counts are real numbers: providers extrapolate"],
};

describe(`CRIT-62  argo-condition: ${fixture.adopt}`, () => {
  it("has all 24 cases, each said", () => {
    expect(fixture.cases.map(({ id }) => id)).toEqual(Object.keys(said));
    expect(fixture.cases).toHaveLength(24);
  });
  it.each(fixture.cases)("$id", ({ id, expected }) => {
    const { outcome, reason } = said[id]!();
    const instead = contradicted[id];
    if (instead === undefined) expect(outcome).toBe(ours[expected]);
    else expect([`${outcome} ${reason}`, instead[1]]).toEqual(instead);
  });
});
