import { describe, expect, it } from "vitest";
import { error, fail, pass, wait } from "../../../scripts/gates/criteria/judgement.ts";
import { withDeadline, withPatience } from "../../../scripts/gates/criteria/patience.ts";
import { lasting, later, measured, rate } from "./given.ts";

const silent = wait("no-data", "no traffic", { waitsFor: "traffic" });
const silentFor = (duration: string, action: "hold" | "revert", parts = {}) => {
  const metric = rate({ onNoData: { after: lasting("PT24H"), action }, ...parts });
  const stay = later(duration);
  return withPatience(silent, metric, measured(metric, {}, stay), stay);
};

describe("CRIT-47  no data, after a day of it", () => {
  it("waits until the day is over, counted from where the stage is measured", () => {
    expect(silentFor("PT24H15M", "revert")).toEqual(silent);
  });
  it.each([
    ["hold", "wait"],
    ["revert", "fail"],
  ] as const)("onNoData %s: %s", (action, outcome) => {
    expect(silentFor("PT24H16M", action)).toMatchObject({
      outcome,
      code: "no-data-too-long",
      because: "no data for more than 24 hours: no traffic",
    });
  });
  it("a window shorter than that says nothing of the time before it", () => {
    expect(silentFor("P9D", "revert", { window: lasting("PT6H") })).toEqual(silent);
  });
  it("changes nothing else", () => {
    const metric = rate();
    for (const other of [pass("p"), wait("fresh", "w"), error("timeout", "e"), fail("limit", "f")]) {
      expect(withPatience(other, metric, measured(metric, {}), later("P9D"))).toBe(other);
    }
  });
});

describe("CRIT-48  a deadline of two days", () => {
  const metric = rate({ deadline: lasting("P2D") });
  const open = wait("count-open", "432 < 500", { waitsFor: "68 more" });
  it("is counted from when every process saw the stage", () => {
    expect(withDeadline(open, metric, later("PT48H"))).toBe(open);
    expect(withDeadline(open, metric, later("PT48H1M"))).toEqual(
      wait("deadline", "not passed within 2 days: 432 < 500", { waitsFor: "a person" }),
    );
  });
  it("never turns anything into a fail, and touches only waits that judged something", () => {
    const others = [
      pass("p"),
      error("timeout", "e"),
      fail("limit", "f"),
      wait("stale", "s"),
      wait("no-data-too-long", "n"),
    ];
    for (const other of others) expect(withDeadline(other, metric, later("P9D"))).toBe(other);
  });
  it("is none where the plan sets none, or nobody knows since when", () => {
    expect(withDeadline(open, rate(), later("P9D"))).toBe(open);
    expect(withDeadline(open, metric, later("P9D", { since: null }))).toBe(open);
  });
});
