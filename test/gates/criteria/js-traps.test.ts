import { describe, expect, it } from "vitest";
import { judgeCriterion } from "../../../scripts/gates/criteria/judge-criterion.ts";
import fixture from "../../golden/metric-cases/js-traps.json" with { type: "json" };
import { counted, measured, query, rate, stay, type Told, valued } from "./given.ts";

/** Every kind of guardrail, each asking for one number that is the trap's. */
const metrics = {
  bad: rate(),
  total: rate(),
  value: valued({ consecutive: 1 }),
  samples: valued(),
  count: counted({ objective: { max: 0 }, samples: query("s") }),
};

function outcomes(told: Told) {
  return Object.entries(metrics).map(([part, metric]) => {
    const good = { bad: 0, total: 400, value: 0, samples: 400, [part === "count" ? "value" : part]: told };
    return judgeCriterion(metric, measured(metric, good), stay).outcome;
  });
}

const fell: Readonly<Record<string, number>> = {
  "js-05": Number.NaN,
  "js-08": Number.NaN,
  "js-09": -Infinity,
  "js-11": Infinity,
};

describe(`CRIT-66  js-traps: ${fixture.adopt}`, () => {
  it("has all 12 cases", () => expect(fixture.cases).toHaveLength(12));

  it.each(fixture.cases.filter(({ wanted }) => wanted.startsWith("nodata")))("$id  $expr is no data", () => {
    expect(new Set(outcomes(null))).toEqual(new Set(["wait"]));
  });
  it.each(fixture.cases.filter(({ wanted }) => wanted.startsWith("error")))("$id  $expr is an error", () => {
    expect(new Set(outcomes("not-a-number"))).toEqual(new Set(["error"]));
  });
  it.each(Object.entries(fell))("%s  even where a provider fell into it, %d passes nothing", (_, value) => {
    expect(outcomes(value)).not.toContain("pass");
    expect(outcomes(value)).not.toContain("fail");
  });
  it("js-12  0.1 + 0.2 is at most 0.3", () => {
    const metric = valued({ objective: { max: 0.3 }, consecutive: 1 });
    const told = { value: 0.1 + 0.2, samples: 400 };
    expect(judgeCriterion(metric, measured(metric, told), stay).outcome).toBe("pass");
    expect(judgeCriterion(rate(), measured(rate(), { bad: 0.1 + 0.2 + 3.7, total: 400 }), stay).outcome).toBe("pass");
  });
});
