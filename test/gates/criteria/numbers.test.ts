import { describe, expect, it } from "vitest";
import { numbers } from "../../../scripts/gates/criteria/numbers.ts";
import { measured, rate, type Told } from "./given.ts";

const read = (bad: Told, total: Told) => numbers(measured(rate(), { bad, total }), ["bad", "total"]);

it("CRIT-15  numbers come in the order they are asked for", () => {
  expect(read(3, 420)).toEqual({ kind: "numbers", values: [3, 420] });
});

describe("CRIT-16  one part without a number leaves none, and the worst of them says why", () => {
  it.each([
    ["no data", 3, null, "wait", "no-data", 'no data for "total" from prometheus: empty result'],
    ["an error", "timeout", 420, "error", "timeout", 'could not measure "bad" from prometheus: it said timeout'],
    ["both", null, "auth", "error", "auth", 'could not measure "total" from prometheus: it said auth'],
    ["NaN", Number.NaN, 420, "wait", "no-data", 'no data for "bad" from prometheus: NaN'],
    ["infinity", 3, Infinity, "error", "not-finite", 'could not measure "total" from prometheus: Infinity'],
  ] as const)("%s", (_, bad, total, outcome, code, because) => {
    expect(read(bad, total)).toMatchObject({ kind: "none", judgement: { outcome, code, because } });
  });
  it("a part nobody asked for", () => {
    const judgement = {
      outcome: "error",
      code: "not-measured",
      because: 'nobody asked for "total" of download-errors',
    };
    expect(numbers(measured(rate(), { bad: 3 }), ["bad", "total"])).toEqual({ kind: "none", judgement });
  });
});

it("CRIT-17  what a person has not written down waits for that person", () => {
  const measurement = measured(rate(), { bad: null });
  const byHand = { ...measurement, parts: { bad: { ...measurement.parts.bad!, provider: "manual" } } };
  expect(numbers(byHand, ["bad"])).toMatchObject({ judgement: { waitsFor: "somebody to write it down" } });
});
