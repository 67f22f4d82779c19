import { decisive, type PlanReport, titleOf, zoneOf } from "../value.ts";
import { timeAlone } from "../words/findings.ts";
import { moveWords } from "../words/move.ts";
import { sorted } from "../words/open.ts";
import { verdictWord } from "../words/outcome.ts";
import { capital, listed, longest, plain, sentence } from "../words/plain.ts";
import { gateLabel, gateTable, name, timeAndWait } from "./gates.ts";
import { wrapped } from "./layout.ts";
import { labelled, movesLines } from "./moves.ts";
import { type Look, paint } from "./paint.ts";

/** The verdict on one plan: the word, the reason, what moves, every gate worst first, whom and what it waits for. */
export function verdictText(report: PlanReport, look: Look): string {
  const { verdict, subject } = report;
  const style = paint(look.colour);
  const { open, owed, passed } = sorted(report);
  const word = style[verdict.outcome](style.strong(verdictWord(verdict.outcome)));
  const what = style.strong(`${plain(titleOf(subject), longest.title)}: ${moveWords(verdict.move, name)}`);
  const blocks = [
    [...wrapped(`${word}  ${what}`, look.columns, 2), ...wrapped(`  ${capital(reason(report))}`, look.columns, 2)],
    movesLines({ ...subject, ...report }, look),
    gateTable([...open, ...owed.map(({ finding }) => finding), ...passed], subject, look),
    neededLines(report, look),
  ];
  return blocks.flatMap((lines) => (lines.length === 0 ? [] : [lines.join("\n")])).join("\n\n");
}

function reason(report: PlanReport): string {
  const finding = decisive(report.verdict);
  const { open, owed } = sorted(report);
  if (finding === null)
    return report.verdict.findings.length === 0 ? "Nothing here needs a gate." : "Every gate passes.";
  if (open.length > 0) return sentence(`${gateLabel(finding)}: ${plain(finding.because)}`);
  return `Every other gate passes. Approvals are missing from ${listed(owed.map(({ discipline }) => name(discipline)))}.`;
}

function neededLines(report: PlanReport, look: Look): readonly string[] {
  const { verdict, subject, evidence } = report;
  const asked = sorted(report).owed.map(({ discipline, people }) => {
    const who = people.length === 0 ? "nobody is left" : listed(people.slice(0, 10).map(name), "or");
    return `${name(discipline)}: ${who}`;
  });
  const { at, enough } = timeAlone(verdict.findings);
  if (at === null) return labelled("Ask", asked, look);
  const time = timeAndWait(at, zoneOf(subject), evidence.now);
  const when = enough ? `Go at ${time}, if nothing else changes` : `not before ${time}`;
  return [...labelled("Ask", asked, look), ...labelled("When", [when], look)];
}
