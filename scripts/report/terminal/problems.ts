import { renderDiagnostic } from "../../load/frame.ts";
import type { Problem } from "../value.ts";
import { worstFirst } from "../words/outcome.ts";
import { plural } from "../words/plain.ts";
import { type Look, paint } from "./paint.ts";

/** What is wrong with the files, errors first, each with the lines it speaks of; empty where nothing is. */
export function problemsText(problems: readonly Problem[], { colour }: Look): string {
  const style = paint(colour);
  const of = problems.map((problem) => {
    const outcome = problem.diagnostic.severity === "error" ? ("fail" as const) : ("wait" as const);
    return { problem, outcome };
  });
  return worstFirst(of)
    .map(({ problem, outcome }) => {
      const [headline, ...lines] = renderDiagnostic(problem.diagnostic, problem.text).split("\n");
      return [style[outcome](headline!), ...lines.map(style.faint)].join("\n");
    })
    .join("\n\n");
}

/** `2 errors, 1 warning`. */
export function problemCounts(problems: readonly Problem[]): string {
  const errors = problems.filter(({ diagnostic }) => diagnostic.severity === "error").length;
  return `${plural(errors, "error")}, ${plural(problems.length - errors, "warning")}`;
}
