import type { Finding } from "../../gates/gate.ts";
import { decisive, type PlanReport, titleOf, zoneOf } from "../value.ts";
import { timeAlone, wayOut } from "../words/findings.ts";
import { moveWords } from "../words/move.ts";
import { sorted } from "../words/open.ts";
import { verdictWord } from "../words/outcome.ts";
import { capital, listed, longest, plain, sentence } from "../words/plain.ts";
import { gateLabel, gateTable, name, timeAndWait } from "./gates.ts";
import { wrapped } from "./layout.ts";
import { labelled, movesLines } from "./moves.ts";
import { type Look, paint } from "./paint.ts";

/** The verdict on one plan: the word, the reason, what moves, every gate worst first, and when time has done its part. */
export function verdictText(report: PlanReport, look: Look): string {
  const { verdict, subject } = report;
  const style = paint(look.colour);
  const { open, owed, passed } = sorted(report);
  const word = style[verdict.outcome](style.strong(verdictWord(verdict.outcome)));
  const what = style.strong(`${plain(titleOf(subject), longest.title)}: ${moveWords(verdict.move, name)}`);
  const findings = [...open, ...owed.map(({ finding }) => finding), ...passed];
  const blocks = [
    [...wrapped(`${word}  ${what}`, look.columns, 2), ...wrapped(capital(reason(report)), look.columns, 2)],
    movesLines({ ...subject, ...report, move: verdict.move }, look),
    gateTable(findings, (finding) => way(finding, report), look),
    whenLines(report, look),
  ];
  return blocks.flatMap((lines) => (lines.length === 0 ? [] : [lines.join("\n")])).join("\n\n");
}

function reason(report: PlanReport): string {
  const { verdict, subject, evidence } = report;
  const finding = decisive(verdict);
  const { open, owed } = sorted(report);
  if (finding === null) return verdict.findings.length === 0 ? "Nothing here needs a gate." : "Every gate passes.";
  if (open.length === 0) {
    return `Every other gate passes. Approvals are missing: ${listed(owed.map(({ discipline }) => name(discipline)))}.`;
  }
  const { at, enough } = timeAlone(verdict.findings);
  if (enough && at !== null) return `Only time is missing: Go at ${timeAndWait(at, zoneOf(subject), evidence.now)}.`;
  return sentence(`${gateLabel(finding)}: ${plain(finding.because)}`);
}

/** Approvals name the people to ask. */
function way(finding: Finding, report: PlanReport): string {
  const asked = sorted(report).owed.find((one) => one.finding === finding);
  if (asked === undefined) return wayOut(finding, report.subject);
  return asked.people.length === 0
    ? "Nobody is left who may speak for it."
    : `Ask ${listed(asked.people.slice(0, 10).map(name), "or")}.`;
}

/** Where time alone is not enough. */
function whenLines({ verdict, subject, evidence }: PlanReport, look: Look): readonly string[] {
  const { at, enough } = timeAlone(verdict.findings);
  if (at === null || enough || verdict.outcome !== "wait") return [];
  return labelled("When", [`not before ${timeAndWait(at, zoneOf(subject), evidence.now)}`], look);
}
