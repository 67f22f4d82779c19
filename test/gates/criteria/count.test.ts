import { describe, expect, it } from "vitest";
import { judgeCount } from "../../../scripts/gates/criteria/count.ts";
import { counted, measured, query, type Told } from "./given.ts";

function judge(objective: { max: number } | { min: number }, value: Told, samples?: Told): string {
  const metric = counted({ objective, samples: samples === undefined ? null : query("s") });
  const told = samples === undefined ? { value } : { value, samples };
  const { measure } = metric;
  const found = judgeCount(metric, measure as typeof measure & { kind: "count" }, measured(metric, told));
  return `${found.outcome} ${found.code}: ${found.because}`;
}

describe("CRIT-39  a count to be reached never fails", () => {
  it.each([
    [500, "pass met: 500 >= 500"],
    [499.9999999999, "pass met: 500 >= 500"],
    [503, "pass met: 503 >= 500"],
    [499.6, "wait count-open: 499.6 < 500"],
    [432, "wait count-open: 432 < 500"],
    [0, "wait count-open: 0 < 500"],
    [null, 'wait no-data: no data for "value" from prometheus: empty result'],
    ["coverage", 'error coverage: could not measure "value" from prometheus: it said coverage'],
    [-3, "error impossible: a count of -3 cannot be"],
  ] as const)("%s of 500: %s", (value, expected) => {
    expect(judge({ min: 500 }, value)).toBe(expected);
  });
});

describe("CRIT-40  a count not to be exceeded fails at once, and passes only where there was traffic", () => {
  it.each([
    [{ max: 0 }, 0, 1000, "pass met: 0 <= 0"],
    [{ max: 0 }, 0.4, 1000, "fail limit: 0.4 > 0"],
    [{ max: 2 }, 2.4, 1000, "pass met: 2 <= 2"],
    [{ max: 0 }, 1e-13, 1000, "pass met: 0 <= 0"],
    [{ max: 2 }, 2.04, 1000, "pass met: 2 <= 2"],
    [{ max: 2 }, 2.6, 1000, "fail limit: 3 > 2"],
    [{ max: 2 }, 3, 0, "fail limit: 3 > 2"],
    [{ max: 2 }, 1, 0, 'wait no-data: no traffic: "samples" is 0'],
    [{ max: 2 }, 1, null, 'wait no-data: no data for "samples" from prometheus: empty result'],
  ] as const)("%j, %d events among %s: %s", (objective, value, samples, expected) => {
    expect(judge(objective, value, samples)).toBe(expected);
  });
  it("too little traffic waits", () => {
    expect(judge({ max: 2 }, 1, 100)).toMatch(/^wait below-min-samples: 100 of 200 samples; .*; 1 <= 2 so far$/);
  });
  it("without a samples query nothing shows that there was traffic; a fail needs none", () => {
    expect(judge({ max: 0 }, 0)).toMatch(/^error config: 0 <= 0, but downloads has no samples query/);
    expect(judge({ max: 0 }, 1)).toBe("fail limit: 1 > 0");
  });
});
