import type { Problem } from "../../scripts/report/value.ts";
import { planReport, promote, report } from "./build.ts";
import { inOrder } from "./findings.ts";

const text = `title: Benefit letters
standing: canary
stages:
  - name: canary
    exposure: { percent: 150 }
    note: "\`\`\`\` closes nothing, <b> is no tag, @octocat is not called"
  - name: half
    exposure: { percent: 5 }
`;

const problem = (line: number, column: number, length: number, parts: Partial<Problem["diagnostic"]>): Problem => {
  const place = { line, column, length };
  return {
    diagnostic: { rule: "schema", severity: "error", message: "", file: "flags/letters.yaml", place, ...parts },
    text,
  };
};

const errors = [
  problem(5, 26, 3, { message: "percent must be at most 100, not 150" }),
  problem(6, 5, 4, { message: "unknown key `note`: here stand name, title, environment, exposure" }),
];

const warning = problem(8, 26, 1, {
  rule: "percent-falls",
  severity: "warning",
  message: "half shows the flag to 5 % and canary to 10 %: a promotion takes it from nobody",
});

/** One plan moves, another does not load. */
export const broken = report([planReport(promote(), inOrder)], [...errors, warning]);

/** Warnings never fail a check. */
export const warned = report([planReport(promote(), inOrder)], [warning]);
