import { describe, expect, it } from "vitest";
import { loadPlan } from "../../scripts/load/plan.ts";
import fixture from "../golden/metric-cases/argo-validate.json" with { type: "json" };

const ratio = "kind: ratio, objective: { max: 0.01 }, bad: { provider: p, query: a }, total: { provider: p, query: b }";
const plan = (metrics: string, more = "") => `title: T
owner: "@rlindqvist"
standing: planned
flags: { letters: { description: D } }
metrics: { ${metrics} }
stages: [{ name: canary, exposure: { percent: 10 }${more} }]
`;

/**
 * The same mistake in our own words. Argo's knobs for repeating a measurement and counting its failures do not exist
 * here, because judging again and again is what the sequential test is for: the knob itself is refused, whatever its value.
 */
const ours: Readonly<Record<string, readonly [text: string, says: RegExp | null]>> = {
  "val-01": [plan(`errors: { ${ratio}, count: 1, failureLimit: 2 }`), /unknown keys? .*count/s],
  "val-02": [plan(`errors: { ${ratio}, failureLimit: 2 }`), /unknown key .*failureLimit/s],
  "val-03": [plan(`errors: { ${ratio}, inconclusiveLimit: 2 }`), /unknown key .*inconclusiveLimit/s],
  "val-04": [plan(`errors: { ${ratio} }`), null],
  "val-05": [plan(`errors: { ${ratio}, window: PT1M }`), null],
  "val-06": [plan(`errors: { ${ratio}, window: 60s-typo }`), /60s-typo/],
  "val-07": [plan(`errors: { ${ratio}, initialDelay: 60s-typo }`), /60s-typo/],
  "val-08": [plan(`errors: { kind: ratio, objective: { max: 0.01 } }`), /bad|total/],
  "val-09": [
    plan(`errors: { kind: value, objective: { max: 1 }, value: { provider: p, query: a }, consecutive: 0 }`),
    /consecutive/,
  ],
  "val-10": [plan(`success-rate: { ${ratio} }, success-rate: { ${ratio} }`), /success-rate/],
  "val-11": [plan(`errors: { ${ratio}, minSamples: -2 }`), /minSamples|at least/],
  "val-12": [plan(`errors: { ${ratio}, designEffect: -1 }`), /designEffect|at least/],
  "val-13": [plan(`errors: { ${ratio}, consecutiveErrorLimit: -1 }`), /unknown key .*consecutiveErrorLimit/s],
  "val-14": [plan("errors: { kind: count, objective: { max: 0 }, value: { query: a } }"), /provider/],
  "val-15": [
    plan(
      "errors: { kind: count, objective: { max: 0 }, value: [{ provider: p, query: a }, { provider: q, query: b }] }",
    ),
    /value/,
  ],
  "val-16": [plan(`errors: { ${ratio}, test: { alpha: -1 } }`), /alpha|at least|above/],
  "val-17": [plan(`errors: { ${ratio}, onFail: nothing, onNoData: { action: pass } }`), /onFail|revert/],
};

describe(`LOAD-90  argo-validate: ${fixture.adopt}`, () => {
  it("has all 17 cases", () => expect(Object.keys(ours)).toEqual(fixture.cases.map(({ id }) => id)));
  it.each(fixture.cases)("$id  $name", ({ id }) => {
    const [text, says] = ours[id]!;
    const loaded = loadPlan({ file: "flags/letters.yaml", text }, { environment: "production" });
    const said = loaded.ok ? "" : loaded.diagnostics.map(({ message }) => message).join("\n");
    if (says === null) expect(said).toBe("");
    else expect(said).toMatch(says);
  });
});
