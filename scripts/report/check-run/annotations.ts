import type { Finding } from "../../gates/gate.ts";
import type { Path } from "../../load/diagnostic.ts";
import type { PlanReport, Problem, Report } from "../value.ts";
import { wayOut } from "../words/findings.ts";
import { ends } from "../words/move.ts";
import { worstFirst } from "../words/outcome.ts";
import { plain, sentence } from "../words/plain.ts";

/** A message on lines of a file; 1-based. Columns are only said of a single line, as GitHub wants it. */
export interface Annotation {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly startColumn?: number;
  readonly endColumn?: number;
  readonly level: "notice" | "warning" | "failure";
  /** Plain text. */
  readonly title: string;
  readonly message: string;
}

/** Errors in files, then findings that do not pass, then warnings. Findings of a plan without places have no line and no annotation. */
export function annotations({ diagnostics, judged }: Pick<Report, "diagnostics" | "judged">): readonly Annotation[] {
  const problems = diagnostics.map(ofProblem);
  return [
    ...problems.filter(({ level }) => level === "failure"),
    ...judged.flatMap(ofPlan),
    ...problems.filter(({ level }) => level !== "failure"),
  ];
}

function ofProblem({ diagnostic: { file, place, rule, severity, message } }: Problem): Annotation {
  return {
    path: file,
    startLine: place.line,
    endLine: place.line,
    startColumn: place.column,
    endColumn: place.column + place.length,
    level: severity === "error" ? "failure" : "warning",
    title: rule,
    message: plain(message, 2000),
  };
}

const levels = { pass: "notice", wait: "notice", error: "warning", fail: "failure" } as const;

function ofPlan(plan: PlanReport): readonly Annotation[] {
  const { place, subject, verdict } = plan;
  const file = subject.head?.file;
  if (place === undefined || file === undefined) return [];
  return worstFirst(verdict.findings.filter(({ outcome }) => outcome !== "pass")).map((finding) => {
    const { line } = place(pathOf(finding, plan));
    const message = [sentence(plain(finding.because, 2000)), plain(wayOut(finding, subject), 2000)];
    return {
      path: file,
      startLine: line,
      endLine: line,
      level: levels[finding.outcome],
      title: plain([finding.gate, finding.about ?? ""].join(" ")),
      message: message.filter(Boolean).join("\n"),
    };
  });
}

/** The part of the head's file that a finding speaks of. */
function pathOf({ gate, about }: Finding, { subject, verdict }: PlanReport): Path {
  const { from, to } = ends(verdict.move);
  const stage = (name: string | null, key: string): Path => {
    const index = subject.head?.stages.findIndex((one) => one.name === name) ?? -1;
    return index === -1 ? ["standing"] : ["stages", index, key];
  };
  switch (gate) {
    case "hold":
      return ["reverts"];
    case "validation":
      return ["validation"];
    case "results":
      return stage(from, "results");
    case "window":
      return stage(to, "window");
    case "soak":
      return stage(from, "soak");
    case "criteria":
    case "exposure":
      return about === undefined ? stage(from, "criteria") : ["metrics", about];
    case "move":
    case "running":
    case "cohort":
    case "approvals":
      return ["standing"];
  }
}
