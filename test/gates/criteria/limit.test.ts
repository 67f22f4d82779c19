import { describe, expect, it } from "vitest";
import { judgeLimit } from "../../../scripts/gates/criteria/limit.ts";
import { rate } from "./given.ts";

const hours = (n: number) => n * 3_600_000;
const judge = (metric: ReturnType<typeof rate>, bad: number, total: number, max = 0.01) =>
  judgeLimit(metric, max, { bad, total }, hours(10));
const line = (found: ReturnType<typeof judge>) => `${found.outcome} ${found.code}: ${found.because}`;

describe("CRIT-26  a rate against 1 %, 200 samples to promote", () => {
  it.each([
    [3, 420, "pass met: 0.71 % <= 1 % (3 of 420); 12 of 420 would revert"],
    [0, 420, "pass met: 0 % <= 1 % (0 of 420); 12 of 420 would revert"],
    [2, 200, "pass met: 1 % <= 1 % (2 of 200); 8 of 200 would revert"],
    [4.2, 420, "pass met: 1 % <= 1 % (4.2 of 420); 12 of 420 would revert"],
    [5, 420, "wait above-limit: 1.2 % > 1 % (5 of 420), not shown to be broken; 12 of 420 would revert"],
    [11, 420, "wait above-limit: 2.6 % > 1 % (11 of 420), not shown to be broken; 12 of 420 would revert"],
    [12, 420, "fail limit: 2.9 % > 1 % (12 of 420); reverts from 12 of 420"],
    [
      1,
      120,
      "wait below-min-samples: 120 of 200 samples; at this rate enough in about 7 hours; 0.83 % <= 1 % (1 of 120) so far; 7 of 120 would revert",
    ],
    [7, 120, "fail limit: 5.8 % > 1 % (7 of 120); reverts from 7 of 120"],
    [
      3,
      3,
      "wait below-min-samples: 3 of 200 samples; at this rate enough in about 28 days; 100 % > 1 % (3 of 3) so far",
    ],
    [4, 4, "fail limit: 100 % > 1 % (4 of 4); reverts from 4 of 4"],
    [
      0,
      199.4,
      "wait below-min-samples: 199 of 200 samples; at this rate enough in about 2 minutes; 0 % <= 1 % (0 of 199) so far; 8 of 199 would revert",
    ],
  ])("%d of %d: %s", (bad, total, expected) => {
    expect(line(judge(rate(), bad, total))).toBe(expected);
  });
});

it("CRIT-27  what a breach would do is said as the metric means it", () => {
  expect(judge(rate({ onFail: "hold" }), 12, 420).because).toBe("2.9 % > 1 % (12 of 420); holds from 12 of 420");
  expect(judge(rate({ role: "observe" }), 3, 420).because).toContain("12 of 420 would fail");
});

it("CRIT-28  retries need more to revert; they count in full towards the samples", () => {
  const [alone, retried] = [rate(), rate({ designEffect: 5 })];
  expect(judge(alone, 10, 60).outcome).toBe("fail");
  expect(judge(retried, 10, 60).code).toBe("below-min-samples");
  expect(judge(retried, 0, 200).outcome).toBe("pass");
});

describe("CRIT-29  evidence beyond the estimate", () => {
  const upper = rate({ evidence: "upper-bound" });
  const sequential = rate({ evidence: "sequential" });
  it.each([
    [upper, 0, 299, "pass met: 0 % <= 1 % (0 of 299), upper bound (95 %) 0.997 % <= 1 %; 10 of 299 would revert"],
    [upper, 0, 298, "wait not-shown: 0 % <= 1 % (0 of 298), not shown: upper bound (95 %) 1.00024 % > 1 %"],
    [upper, 5, 420, "wait above-limit: 1.2 % > 1 % (5 of 420), not shown to be broken; 12 of 420 would revert"],
    [
      sequential,
      0,
      465,
      "pass met: 0 % <= 1 % (0 of 465), evidence that it is safe 20.1 >= 20; 12 of 465 would revert",
    ],
    [sequential, 0, 464, "wait not-shown: 0 % <= 1 % (0 of 464), not shown: evidence that it is safe 19.9 < 20"],
    [
      rate({ evidence: "sequential", test: { alpha: 0.01, planSamples: 1000 } }),
      0,
      465,
      "wait not-shown: 0 % <= 1 % (0 of 465), not shown: evidence that it is safe 20.1 < 100",
    ],
  ])("%#: %d of %d: %s", (metric, bad, total, expected) => {
    expect(line(judge(metric, bad, total))).toBe(expected);
  });
  it("a wait says how many events would do", () => {
    expect(judge(upper, 1, 420).waitsFor).toBe("473 events, where no more than 1 are bad");
    expect(judge(sequential, 0, 300).waitsFor).toBe("465 events, where no more than 0 are bad");
    expect(judge(rate({ evidence: "upper-bound", designEffect: 2 }), 0, 500).waitsFor).toMatch(/^598 events/);
  });
});

it.each([0, 1, 1.5, -0.1])("CRIT-30  a limit of %d is no rate's limit", (max) => {
  expect(judge(rate(), 0, 1000, max)).toMatchObject({ outcome: "error", code: "config" });
});
