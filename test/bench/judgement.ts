import { judgeCriterion } from "../../scripts/gates/criteria/judge-criterion.ts";
import { control, measured, rate, stay } from "../gates/criteria/given.ts";

const cases = [
  ["one rate, 14 of 1,963", rate(), { bad: 14, total: 1963 }],
  ["one rate, 9,000 of a million", rate(), { bad: 9000, total: 1_000_000 }],
  ["one rate, shown safe", rate({ evidence: "sequential" }), { bad: 2, total: 1963 }],
  [
    "one rate against control",
    rate({}, { control }),
    { bad: 14, total: 1963, "control.bad": 90, "control.total": 17_600 },
  ],
] as const;

/** What one judgement costs, in microseconds. */
export function judgementCosts(): readonly (readonly [what: string, microseconds: number])[] {
  return cases.map(([what, metric, told]) => {
    const measurement = measured(metric, told);
    const judge = () => judgeCriterion(metric, measurement, stay);
    for (let i = 0; i < 500; i++) judge();
    const times = 5000;
    const began = performance.now();
    for (let i = 0; i < times; i++) judge();
    return [what, (1000 * (performance.now() - began)) / times];
  });
}
