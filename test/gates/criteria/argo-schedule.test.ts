import { describe, expect, it } from "vitest";
import { questionsOf } from "../../../scripts/gates/criteria/ask.ts";
import { judgeCriterion } from "../../../scripts/gates/criteria/judge-criterion.ts";
import fixture from "../../golden/metric-cases/argo-schedule.json" with { type: "json" };
import { lasting, later, measured, rate, stay } from "./given.ts";

const none = { initialDelay: lasting("PT0S"), settle: lasting("PT0S"), maxAge: lasting("PT60S") };
const delayed = rate({ ...none, initialDelay: lasting("PT20S") });
const often = rate(none);

/** At every run all numbers are asked for again; a schedule has no intervals to count. */
const asks = (after: string, metric = delayed) =>
  questionsOf(metric, later(after, { propagation: lasting("PT0S") })).length > 0;

const stale = (seconds: number) =>
  judgeCriterion(often, measured(often, { bad: 0, total: 400 }, stay, { askedAt: stay.now.minus({ seconds }) }), stay)
    .reason === "criteria.stale";

/** What the case says, said of ours: whether a number is asked for, or one is too old to use. */
const said: Readonly<Record<string, () => boolean>> = {
  "sched-01": () => stale(50),
  "sched-02": () => stale(61),
  "sched-05": () => asks("PT1H", often),
  "sched-06": () => questionsOf(delayed, { ...stay, since: null }).length > 0,
  "sched-07": () => asks("PT10S"),
  "sched-08": () => asks("PT21S"),
};

/** What has no counterpart where a clock outside decides when to run. */
const without: Readonly<Record<string, string>> = {
  "sched-03": "a failed sibling stops nothing: all findings are reported",
  "sched-04": "no number is asked for once only",
  "sched-09": "a delay that is no duration does not load",
  "sched-10": "errors are asked again inside the run, by the provider",
  "sched-11": "there are no intervals",
  "sched-12": "there are no intervals",
  "sched-13": "errors are asked again inside the run, by the provider",
};

describe(`CRIT-65  argo-schedule: ${fixture.adopt}`, () => {
  it("has all 13 cases, each said or without counterpart", () => {
    expect(fixture.cases.map(({ id }) => id)).toEqual([...Object.keys(said), ...Object.keys(without)].sort());
  });
  it.each(fixture.cases.filter(({ id }) => id in said))("$id: $state", ({ id, expected }) => {
    expect(said[id]!()).toBe(expected.startsWith("1 "));
  });
});
