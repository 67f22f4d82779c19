import { expect, it } from "vitest";
import { cannotRevert, criteriaOf, promqlOf, queriesOf } from "../../scripts/rules/queries.ts";
import { basePlanWith, settings } from "./plans.ts";

const q = (name: string, provider = "prometheus") => `{ provider: ${provider}, query: ${name} }`;
const { value: plan, place } = basePlanWith(`metrics:
  errors:
    kind: ratio
    objective: { max: 0.01 }
    bad: ${q("a")}
    total: ${q("b")}
    control: { bad: ${q("c")}, total: ${q("d")}, maxRatio: 2 }
  clicks: { kind: count, objective: { min: 5 }, value: ${q("e")} }
  calls: { kind: count, objective: { max: 5 }, value: { provider: manual }, samples: ${q("g", "elsewhere")} }
  slow: { kind: value, objective: { max: 5 }, value: ${q("h")}, samples: ${q("i")} }
  seen: { kind: share, exposed: ${q("j")}, eligible: ${q("k")} }
`);

it("QUERY-1  finds every query of every kind of metric, where the file says it", () => {
  const asked = plan.metrics.flatMap(queriesOf).map(({ part, query }) => `${part} ${query.query}`.trim());
  expect(asked).toEqual([
    ..."bad a,total b,control.bad c,control.total d,value e,value,samples g,value h,samples i,exposed j,eligible k".split(
      ",",
    ),
  ]);
  const control = queriesOf(plan.metrics[0]!)[2]!;
  expect(place([...control.at, "query"])).toEqual({ line: expect.any(Number), column: 52, length: 1 });
});

it("QUERY-2  reads as PromQL only what a Prometheus is asked", () => {
  expect(
    promqlOf(plan.metrics, settings)
      .map(({ query }) => query.query)
      .join(""),
  ).toBe("abcdehijk");
});

it("QUERY-3  knows which metrics never revert by themselves", () => {
  const able = plan.metrics.filter((metric) => cannotRevert(metric) === null).map(({ name }) => name);
  expect(able).toEqual(["errors", "slow", "seen"]);
});

it("QUERY-4  gives a stage's metrics in its order, without names that lead nowhere", () => {
  const stage = { ...plan.stages[0]!, criteria: ["slow", "nowhere", "errors"] };
  expect(criteriaOf(stage, plan.metrics).map(({ name }) => name)).toEqual(["slow", "errors"]);
});
