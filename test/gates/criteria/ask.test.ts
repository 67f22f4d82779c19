import { describe, expect, it } from "vitest";
import { measuredFrom, metricsAsked, questionsOf, windowOf } from "../../../scripts/gates/criteria/ask.ts";
import { plan, withStage } from "../../support/plans.ts";
import { at, control, counted, lasting, later, query, questions, rate, shared, stay, valued } from "./given.ts";

const text = (range: { from: { toISO(): string | null }; to: { toISO(): string | null } }) =>
  `${range.from.toISO()} .. ${range.to.toISO()}`;

describe("CRIT-1  the window of a criterion", () => {
  it("begins once every process saw the stage and the initial delay is over, and ends before unsettled data", () => {
    expect(text(windowOf(rate(), stay))).toBe("2025-03-12T14:16:00.000Z .. 2025-03-13T09:55:00.000Z");
    expect(measuredFrom(rate(), stay)!.toISO()).toBe("2025-03-12T14:16:00.000Z");
  });
  it("of a duration is the newest part of that", () => {
    const hour = rate({ window: lasting("PT1H") });
    expect(text(windowOf(hour, stay))).toBe("2025-03-13T08:55:00.000Z .. 2025-03-13T09:55:00.000Z");
  });
  it("never reaches back before the stage, whose numbers are another exposure's", () => {
    const week = rate({ window: lasting("P7D") });
    expect(windowOf(week, stay)).toEqual(windowOf(rate(), stay));
  });
  it.each([
    ["PT21M", true],
    ["PT21M1S", false],
  ])("%s into the stage is too early: %s", (after, early) => {
    expect(questionsOf(rate(), later(after)).length === 0).toBe(early);
  });
  it("is empty where nobody knows since when the stage is", () => {
    expect(questionsOf(rate(), { ...stay, since: null })).toEqual([]);
    expect(measuredFrom(rate(), { ...stay, since: null })).toBeNull();
  });
});

describe("CRIT-2  what a metric asks", () => {
  it("a ratio: two counts over one window", () => {
    expect(questions(rate())).toEqual(["bad: 16 .. 1195", "total: 16 .. 1195"]);
  });
  it.each([
    [0, false],
    [10, true],
    [100, false],
  ])("its control at %d %%: %s", (percent, also) => {
    const asks = questionsOf(rate({}, { control }), { ...stay, percent }).map(({ part }) => part);
    expect(asks.includes("control.bad") && asks.includes("control.total")).toBe(also);
  });
  it("a burn-rate pair at 100 %, once its long window fits into the stage", () => {
    const pair = { factor: 14.4, long: lasting("PT1H"), short: lasting("PT5M"), minCount: 5 };
    const metric = rate({}, { burnRate: [pair, { ...pair, long: lasting("P3D"), short: lasting("PT6H") }] });
    expect(questions(metric, { ...stay, percent: 100 }).slice(2)).toEqual([
      "burnRate.0.long.bad: 1135 .. 1195",
      "burnRate.0.long.total: 1135 .. 1195",
      "burnRate.0.short.bad: 1190 .. 1195",
      "burnRate.0.short.total: 1190 .. 1195",
    ]);
    expect(questions(metric, { ...stay, percent: 50 })).toHaveLength(2);
    expect(questions(metric, later("PT1H20M", { percent: 100 }))).toHaveLength(2);
    expect(questions(metric, later("PT1H21M", { percent: 100 }))).toHaveLength(6);
  });
  it("a count: its value, and its samples where it names them", () => {
    expect(questions(counted())).toEqual(["value: 16 .. 1195"]);
    expect(questions(counted({ samples: query("s") }))).toEqual(["value: 16 .. 1195", "samples: 16 .. 1195"]);
  });
  it("a value over the stage: also over as many slices of it as must be bad to fail, the newest first", () => {
    expect(questions(valued())).toEqual([
      "value: 16 .. 1195",
      "samples: 16 .. 1195",
      "window.1.value: 802 .. 1195",
      "window.2.value: 409 .. 802",
      "window.3.value: 16 .. 409",
    ]);
    expect(questions(valued({ consecutive: 1 }))).toHaveLength(2);
  });
  it("no slice is shorter than the initial delay", () => {
    expect(questions(valued(), later("PT65M"))).toHaveLength(2);
    expect(questions(valued(), later("PT66M"))).toHaveLength(5);
  });
  it("a value over its own window: also over the ones before it that fit into the stage", () => {
    const hourly = valued({}, { window: lasting("PT1H") });
    expect(questions(hourly)).toEqual([
      "value: 1135 .. 1195",
      "samples: 1135 .. 1195",
      "window.2.value: 1075 .. 1135",
      "window.3.value: 1015 .. 1075",
    ]);
    expect(questions(hourly, later("PT2H21M"))).toHaveLength(3);
    expect(questions(hourly, later("PT2H20M"))).toHaveLength(2);
  });
  it("a person: while what they saw is young enough, until this moment, and once", () => {
    const written = valued({ value: query("look", "manual"), samples: null });
    expect(questions(written)).toEqual(["value: 1080 .. 1200"]);
    expect(questions(written, later("PT1H"))).toEqual(["value: 16 .. 60"]);
  });
  it("a share: exposed and eligible", () => {
    expect(questions(shared())).toEqual(["exposed: 16 .. 1195", "eligible: 16 .. 1195"]);
  });
});

describe("CRIT-3  the metrics a plan is measured by", () => {
  const measuredPlan = plan({ metrics: [rate(), counted(), shared()], standing: "canary" });
  const names = (of: typeof measuredPlan) => metricsAsked(of).map(({ name }) => name);

  it("are the criteria of the stage it stands in, and every share while some users see the flag", () => {
    expect(names(measuredPlan)).toEqual(["download-errors", "share"]);
  });
  it("at 100 % there is no share to check, and outside a stage nothing", () => {
    const full = withStage({ ...measuredPlan, standing: "full" }, "full", { criteria: ["downloads", "share"] });
    expect(names(full)).toEqual(["downloads"]);
    expect(names({ ...measuredPlan, standing: "planned" })).toEqual([]);
  });
});

it("CRIT-4  a day is 24 hours, whatever the clocks do in between", () => {
  const spring = {
    ...stay,
    since: at("2025-03-08T12:00:00Z").setZone("America/New_York"),
    now: at("2025-03-10T12:00:00Z"),
  };
  const window = windowOf(rate({ initialDelay: lasting("P1D"), settle: lasting("PT0S") }), spring);
  expect(window.from.toISO()).toBe("2025-03-09T12:01:00.000Z");
});
