import { describe, expect, it } from "vitest";
import { judgeCriterion } from "../../../scripts/gates/criteria/judge-criterion.ts";
import { worst } from "../../../scripts/gates/gate.ts";
import classify from "../../golden/metric-cases/kayenta-classify.json" with { type: "json" };
import scores from "../../golden/metric-cases/kayenta-score.json" with { type: "json" };
import stats from "../../golden/metric-cases/kayenta-stats.json" with { type: "json" };
import { control, measured, rate, stay, type Told, valued } from "./given.ts";

const judge = (bad: Told, total: Told) => judgeCriterion(rate(), measured(rate(), { bad, total }), stay).outcome;

const said: Readonly<Record<string, () => ReturnType<typeof judge>>> = {
  Pass: () => judge(0, 400),
  High: () => judge(40, 400),
  Low: () => judge(40, 400),
  Nodata: () => judge(null, null),
};

describe(`CRIT-67  kayenta-score: ${scores.adopt}`, () => {
  it("has all 13 cases", () => expect(scores.cases).toHaveLength(13));

  it.each(scores.cases)(
    "$id  $name: the worst metric decides, whatever the score of $expected_score",
    ({ metrics }) => {
      const words = metrics.map(([, word]) => word!);
      const outcome = worst(words.map((word) => said[word]!()));
      const expected = words.every((word) => word === "Pass")
        ? "pass"
        : words.some((word) => /High|Low/.test(word))
          ? "fail"
          : "wait";
      expect(outcome).toBe(expected);
    },
  );
});

describe(`CRIT-68  kayenta-classify: ${classify.adopt}`, () => {
  const silent = classify.cases.filter(({ experimentSize }) => experimentSize === 0);

  it("has all 36 cases: 3 without data, and 33 for a judge of sample arrays, which there is none of", () => {
    expect(classify.cases).toHaveLength(36);
    expect(silent.map(({ expected }) => expected)).toEqual(["Nodata", "Nodata", "Pass"]);
  });
  it.each(silent)("$id  $name: no data, never a pass", () => {
    const metric = rate({}, { control });
    const told = { bad: null, total: null, "control.bad": 1, "control.total": 400 };
    expect(judgeCriterion(metric, measured(metric, told), stay)).toMatchObject({
      outcome: "wait",
      reason: "criteria.no-data",
    });
  });
});

describe(`CRIT-69  kayenta-stats: ${stats.adopt}`, () => {
  it("has all 8 cases: 3 of missing numbers, and 5 of percentiles and outliers, which are the provider's affair", () => {
    expect(stats.cases).toHaveLength(8);
    expect(stats.cases.filter(({ fn }) => /percentile|outlier|ksigma/.test(fn))).toHaveLength(5);
  });
  it("kstat-06, kstat-07: NaN is neither left out nor replaced by 0", () => {
    const told = { value: Number.NaN, samples: 400 };
    expect(judgeCriterion(valued(), measured(valued(), told), stay).outcome).toBe("wait");
  });
  it("kstat-08: a control without errors divides nothing", () => {
    const metric = rate({}, { control });
    const told = { bad: 3, total: 400, "control.bad": 0, "control.total": 3600 };
    expect(judgeCriterion(metric, measured(metric, told), stay).outcome).toBe("pass");
  });
});
