import { describe, expect, it } from "vitest";
import { judgeValue } from "../../../scripts/gates/criteria/value.ts";
import { lasting, measured, query, type Told, valued } from "./given.ts";

type Parts = Parameters<typeof measured>[1];

function judge(metric: ReturnType<typeof valued>, told: Parts): string {
  const { measure } = metric;
  const found = judgeValue(metric, measure as typeof measure & { kind: "value" }, measured(metric, told));
  return `${found.outcome} ${found.code}: ${found.because}`;
}

const slices = (...values: readonly Told[]): Parts =>
  Object.fromEntries(values.map((value, i) => [`window.${i + 1}.value`, value]));

describe("CRIT-41  a percentile over the stage, at most 0.5", () => {
  it.each([
    [0.32, 1200, [], "pass met: 0.32 <= 0.5"],
    [0.5, 1200, [], "pass met: 0.5 <= 0.5"],
    [0.32, 1200, [0.9, 0.9, 0.9], "pass met: 0.32 <= 0.5"],
    [0.61, 1200, [0.6, 0.4, 0.7], "wait consecutive-open: 0.61 > 0.5, in 1 of the 3 windows that fail"],
    [0.61, 1200, [0.4, 0.7, 0.7], "wait consecutive-open: 0.61 > 0.5, in 0 of the 3 windows that fail"],
    [0.61, 1200, [0.6, null, 0.7], "wait consecutive-open: 0.61 > 0.5, in 1 of the 3 windows that fail"],
    [
      0.61,
      3,
      [0.6, 0.58, 0.7],
      "fail consecutive: 0.61 > 0.5 in each of 3 windows (0.6, 0.58, 0.7); a rule of thumb, its error is not controlled",
    ],
    [null, 1200, [0.6, 0.6, 0.6], 'wait no-data: no data for "value" from prometheus: empty result'],
    ["many-series", 1200, [], 'error many-series: could not measure "value" from prometheus: it said many-series'],
    [0.32, null, [], 'wait no-data: no data for "samples" from prometheus: empty result'],
  ] as const)("%s with %s samples, slices %j: %s", (value, samples, windows, expected) => {
    expect(judge(valued(), { value, samples, ...slices(...windows) })).toBe(expected);
  });
  it("too few samples wait, whatever the value", () => {
    expect(judge(valued(), { value: 0.61, samples: 12 })).toMatch(/^wait below-min-samples: 12 of 200/);
  });
});

it("CRIT-42  a metric with its own window counts that one as the newest", () => {
  const hourly = valued({}, { window: lasting("PT1H") });
  const told = (...values: readonly Told[]): Parts => ({
    value: 0.61,
    samples: 500,
    "window.2.value": values[0]!,
    "window.3.value": values[1]!,
  });
  expect(judge(hourly, told(0.6, 0.6))).toMatch(
    /^fail consecutive: 0.61 > 0.5 in each of 3 windows \(0.61, 0.6, 0.6\)/,
  );
  expect(judge(hourly, told(0.6, 0.5))).toMatch(/^wait consecutive-open: .* in 2 of the 3 windows/);
});

it("CRIT-43  where one window is asked for, one is enough", () => {
  const told = { value: 98, samples: 500 };
  expect(judge(valued({ consecutive: 1, objective: { min: 99 } }), told)).toBe(
    "fail consecutive: 98 < 99; a rule of thumb, its error is not controlled",
  );
});

it("CRIT-44  what a person wrote down is judged once, without samples", () => {
  const written = valued({ value: query("look", "manual"), samples: null });
  expect(judge(written, { value: 0.4 })).toBe("pass met: 0.4 <= 0.5");
  expect(judge(written, { value: 0.6 })).toBe("fail limit: 0.6 > 0.5, as somebody wrote down");
  expect(judge(written, { value: null })).toMatch(/^wait no-data/);
});
