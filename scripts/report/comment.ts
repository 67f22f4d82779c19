import { type Block, fitted, list, text } from "./comment/blocks.ts";
import { flow } from "./comment/flow.ts";
import { forecastSection } from "./comment/forecast.ts";
import { openGates, passedGates } from "./comment/gates.ts";
import { heading, overview } from "./comment/heading.ts";
import { machineLine } from "./comment/machine.ts";
import { code } from "./comment/markdown.ts";
import { mergingSection } from "./comment/merging.ts";
import { movesSection } from "./comment/moves.ts";
import { neededSection } from "./comment/needed.ts";
import { problemsSection } from "./comment/problems.ts";
import { type PlanReport, quietly, type Report, type Writing } from "./value.ts";
import { verdictWord, worstFirst } from "./words/outcome.ts";
import { plural } from "./words/plain.ts";

/** GitHub refuses a comment, and a check run's summary, above 65,535 characters. */
export const pageLimit = 60_000;

/**
 * The one sticky comment of a pull request, in GitHub-flavoured Markdown. It says nothing that depends on when it is
 * written, so that a pass which finds nothing new leaves it as it is. Its first line parses back (`parseComment`).
 */
export function comment(report: Report, writing: Writing = quietly): string {
  const line = machineLine(report);
  return `${line}\n\n${page(report, writing, pageLimit - line.length - 2)}`;
}

/** All that people read, in at most `most` characters. */
export function page(report: Report, writing: Writing, most: number): string {
  const { judged, diagnostics } = report;
  const errors = diagnostics.filter(({ diagnostic }) => diagnostic.severity === "error");
  const warnings = diagnostics.filter(({ diagnostic }) => diagnostic.severity === "warning");
  const plans = worstFirst(judged.map((plan) => ({ plan, outcome: plan.verdict.outcome })));
  const alone = judged.length === 1 && errors.length === 0;
  const next = report.outcome === "pass" ? mergingSection(writing) : [];
  const blocks = [
    ...(alone ? [] : [...opening(report, errors.length), ...next]),
    ...problemsSection(errors, null),
    ...plans.flatMap(({ plan }) => planBlocks(plan, writing, alone ? next : null)),
    ...problemsSection(warnings, `**${plural(warnings.length, "warning")}**, which never fails a check`),
    text(`Judged at head ${code(report.head.slice(0, 10))}.`),
  ];
  return `${fitted(blocks, most - 1, (left) => cutNote(left, writing))}\n`;
}

/** `alone`: what becomes of the pull request, where it is about this plan only. */
function planBlocks(plan: PlanReport, writing: Writing, alone: readonly Block[] | null): readonly Block[] {
  return [
    text(heading(plan, alone === null ? "###" : "##")),
    ...movesSection(plan),
    ...openGates(plan),
    ...neededSection(plan, writing),
    ...(alone ?? []),
    ...flow(plan),
    ...passedGates(plan),
    ...forecastSection(plan),
  ];
}

/** Where there is more, or less, than one plan to speak of. */
function opening(report: Report, errors: number): readonly Block[] {
  const rows = overview(report);
  const what =
    errors > 0
      ? `${plural(errors, "error")} in the files to mend first`
      : rows.length === 0
        ? "no plan moves"
        : `${plural(rows.length, "plan")} in one pull request`;
  const head = `## ${verdictWord(report.outcome)}: ${what}`;
  return [rows.length === 0 ? text(head) : list(`${head}\n`, rows)];
}

function cutNote(left: number, { more }: Writing): string {
  const where = more === null ? "`flaghoist check` shows all of it" : `all of it: <${more}>`;
  return `_Cut to fit: ${plural(left, "line")} left out; ${where}._`;
}
