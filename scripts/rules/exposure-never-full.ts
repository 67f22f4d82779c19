import { guarded, steps } from "./climb.ts";
import type { Rule } from "./rule.ts";
import { percentage, quote } from "./words.ts";

export const exposureNeverFull: Rule = {
  name: "exposure-never-full",
  severity: "warning",
  check: ({ plan, settings }) => {
    const last = steps(plan).findLast(
      (step) => guarded(step, settings) && typeof step.stage.exposure?.percent === "number",
    );
    if (last === undefined || last.percent === 100) return [];
    const message = `the last percentage of the plan is the ${last.percent} % of ${quote(last.stage.name)}: retiring then removes the flag for a feature that ${percentage(100 - last.percent)} % of users never saw; add a stage with percent: 100`;
    return [{ at: ["stages", last.index, "exposure", "percent"], message }];
  },
};
