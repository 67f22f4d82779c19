import { describe, expect, it } from "vitest";
import { judgeControl } from "../../../scripts/gates/criteria/control.ts";
import { control, measured, rate, type Told } from "./given.ts";

const judge = (bad: number, controlBad: Told, controlTotal: Told = 9000, maxRatio = 1, metric = rate()) =>
  judgeControl(
    metric,
    { ...control, maxRatio },
    { bad, total: 1000 },
    measured(metric, { "control.bad": controlBad, "control.total": controlTotal }),
  );

describe("CRIT-34  a flag at 10 % against the users without it", () => {
  it.each([
    [19, 81, "pass met: 1.9 % (19 of 1000) with the flag, 0.9 % (81 of 9000) without"],
    [
      20,
      80,
      "fail control: worse than control: 2 % (20 of 1000) with the flag, 0.89 % (80 of 9000) without; reverts from 20 of 1000",
    ],
    [4, 0, "pass met: 0.4 % (4 of 1000) with the flag, 0 % (0 of 9000) without"],
    [
      5,
      0,
      "fail control: worse than control: 0.5 % (5 of 1000) with the flag, 0 % (0 of 9000) without; reverts from 5 of 1000",
    ],
    [0, 0, "pass met: 0 % (0 of 1000) with the flag, 0 % (0 of 9000) without"],
    [0, null, 'wait no-data: no data for "control.bad" from prometheus: empty result'],
    [0, "timeout", 'error timeout: could not measure "control.bad" from prometheus: it said timeout'],
  ] as const)("%d of 1,000 against %s of 9,000: %s", (bad, controlBad, expected) => {
    const found = judge(bad, controlBad);
    expect(`${found.outcome} ${found.code}: ${found.because}`).toBe(expected);
  });
  it("no users without it are no control, nor are next to none", () => {
    expect(judge(5, 0, 0)).toMatchObject({ outcome: "wait", code: "no-data" });
    expect(judge(5, 0, 2e-6, 1e12)).toMatchObject({ outcome: "wait", code: "no-data" });
  });
});

it("CRIT-35  what is accepted as not worse is not a fail", () => {
  expect(judge(24, 76).outcome).toBe("fail");
  expect(judge(24, 76, 9000, 1.5).outcome).toBe("pass");
  expect(judge(40, 60, 9000, 1.5).because).toMatch(/^more than 1.5 times worse than control/);
});

it("CRIT-36  retries weigh less here too", () => {
  expect(judge(5, 0, 9000, 1, rate({ designEffect: 2 })).outcome).toBe("pass");
});
