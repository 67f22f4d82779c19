import { Duration } from "luxon";
import { describe, expect, it } from "vitest";
import type { Measure, Metric } from "../../scripts/flag/metric.ts";
import { describeEdits } from "../../scripts/plan/edits.ts";
import { plan, ratio } from "../support/plans.ts";

const words = (before: Metric[], after: Metric[]) => describeEdits(plan({ metrics: before }), plan({ metrics: after }));
const changed = (parts: Partial<Metric>, from: Partial<Metric> = {}) => words([ratio("m", from)], [ratio("m", parts)]);
const measure = ratio("m").measure as Extract<Measure, { kind: "ratio" }>;
const pair = { factor: 14, long: Duration.fromISO("PT1H"), short: Duration.fromISO("PT5M"), minCount: 10 };
const other = { provider: "prometheus", query: "other" };
const count = (objective: { max: number } | { min: number }): Metric =>
  ratio("m", { measure: { kind: "count", objective, value: other, samples: null } });

describe("METRIC-WORDS-1  what changes in a metric; less asked or less done loosens", () => {
  it.each<[readonly string[], readonly string[]]>([
    [words([], [ratio("m")]), ["metric m added"]],
    [words([ratio("m")], []), ["loosens: metric m removed"]],
    [
      changed({ measure: { ...measure, objective: { max: 0.05 } } }),
      ["loosens: objective of m loosened from at most 0.01 to at most 0.05"],
    ],
    [
      changed({ measure: { ...measure, objective: { max: 0.001 } } }),
      ["objective of m changed from at most 0.01 to at most 0.001"],
    ],
    [
      words([count({ min: 500 })], [count({ min: 50 })]),
      ["loosens: objective of m loosened from at least 500 to at least 50"],
    ],
    [
      words([count({ min: 500 })], [count({ min: 5000 })]),
      ["objective of m changed from at least 500 to at least 5000"],
    ],
    [
      words([count({ min: 500 })], [count({ max: 500 })]),
      ["loosens: objective of m loosened from at least 500 to at most 500"],
    ],
    [changed({ measure: { ...measure, bad: other } }), ["bad query of m changed from bad to other"]],
    [changed({ minSamples: 20 }), ["loosens: minSamples of m changed from 200 to 20"]],
    [changed({ minSamples: 2000 }), ["minSamples of m changed from 200 to 2000"]],
    [changed({ role: "observe" }), ["loosens: role of m changed from guardrail to observe"]],
    [changed({ onFail: "hold" }), ["loosens: onFail of m changed from revert to hold"]],
    [changed({ allowPartial: true }), ["loosens: allowPartial of m changed from false to true"]],
    [changed({ maxAge: Duration.fromISO("PT2H") }), ["loosens: maxAge of m changed from PT1H to PT2H"]],
    [changed({ maxAge: Duration.fromISO("PT30M") }), ["maxAge of m changed from PT1H to PT30M"]],
    [
      changed({ deadline: null }, { deadline: Duration.fromISO("P1D") }),
      ["loosens: deadline of m changed from P1D to nothing"],
    ],
    [
      changed({ onNoData: { after: Duration.fromISO("PT48H"), action: "hold" } }),
      ["loosens: onNoData after of m changed from PT24H to PT48H"],
    ],
    [
      changed({ measure }, { measure: { ...measure, control: { bad: other, total: other, maxRatio: 1.5 } } }),
      ["loosens: control of m removed"],
    ],
    [
      words(
        [ratio("m", { measure: { ...measure, burnRate: [pair, pair] } })],
        [ratio("m", { measure: { ...measure, burnRate: [pair] } })],
      ),
      ["loosens: burn-rate pair 2 of m removed"],
    ],
    [changed({ title: "Another title" }), []],
  ])("%o", (sentences, expected) => expect(sentences).toEqual(expected));
});
