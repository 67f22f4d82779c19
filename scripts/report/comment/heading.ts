import { showTime } from "../../flag/time.ts";
import { decisive, type PlanReport, type Report, titleOf, zoneOf } from "../value.ts";
import { timeAlone, wayOut } from "../words/findings.ts";
import { moveWords } from "../words/move.ts";
import { sorted } from "../words/open.ts";
import { verdictWord, worstFirst } from "../words/outcome.ts";
import { listed, longest, sentence } from "../words/plain.ts";
import { gateName } from "./gates.ts";
import { code, prose, proseWithCode } from "./markdown.ts";

/** `## Not yet: 1095-B MVP, canary -> half` and the one reason that matters most. */
export function heading(plan: PlanReport, level: "##" | "###" = "##"): string {
  return `${level} ${headline(plan)}\n\n${reason(plan)}`;
}

function headline({ verdict, subject }: PlanReport, word = (text: string) => text): string {
  const move = moveWords(verdict.move, (name) => code(name));
  return `${word(verdictWord(verdict.outcome))}: ${prose(titleOf(subject), longest.title)}, ${move}`;
}

/** The decisive finding with its way out; where only people are waited for, whom; at Go the numbers that decided. */
function reason(plan: PlanReport): string {
  const { verdict, subject } = plan;
  const finding = decisive(verdict);
  if (finding === null) return atGo(plan);
  const { open, owed } = sorted(plan);
  if (open.length === 0) {
    const disciplines = listed(owed.slice(0, 20).map(({ discipline }) => code(discipline)));
    const missing = owed.length === 1 ? "1 approval is missing" : `${owed.length} approvals are missing`;
    return `Every other gate passes. ${missing}: ${disciplines}.`;
  }
  const { at, enough } = timeAlone(verdict.findings);
  if (enough && at !== null)
    return `Only time is missing: **Go at ${showTime(at, zoneOf(subject))}** by itself, if nothing else changes.`;
  const why = `**${gateName(finding)}**: ${sentence(prose(finding.because))}`;
  // Several stand in a table with their ways out.
  return open.length > 1 ? why : `${why} ${proseWithCode(wayOut(finding, subject))}`.trimEnd();
}

function atGo({ verdict: { findings } }: PlanReport): string {
  if (findings.length === 0) return "Nothing here needs a gate.";
  const numbers = findings.filter(({ gate, about }) => gate === "criteria" && about !== undefined);
  const said = numbers.slice(0, 5).map((found) => `${code(found.about!)}: ${sentence(prose(found.because))}`);
  return ["Every gate passes.", ...said].join(" ");
}

/** Where a pull request moves several plans: all verdicts before the first detail. */
export function overview({ judged }: Report): readonly string[] {
  const plans = worstFirst(judged.map((plan) => ({ plan, outcome: plan.verdict.outcome })));
  return plans.map(({ plan }) => `- ${headline(plan, (word) => `**${word}**`)}`);
}
