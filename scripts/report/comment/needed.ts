import { showTime } from "../../flag/time.ts";
import { type PlanReport, type Writing, zoneOf } from "../value.ts";
import type { Owed } from "../words/approvals.ts";
import { timeAlone } from "../words/findings.ts";
import { sorted } from "../words/open.ts";
import { listed, sentence } from "../words/plain.ts";
import { type Block, list, text } from "./blocks.ts";
import { code, mention, prose } from "./markdown.ts";

/** Who must act, and when it looks again by itself. Says the same on every pass until something changes. */
export function neededSection(plan: PlanReport, { mention: tell }: Writing): readonly Block[] {
  const { owed } = sorted(plan);
  if (owed.length === 0) return looksAgain(plan);
  // People are asked once the numbers are in: nobody is called for what is a no, or cannot be told.
  const approvals =
    plan.verdict.outcome === "wait"
      ? list(
          "**Approvals needed**\n",
          owed.map((one) => ask(one, tell)),
        )
      : text(`Approvals are missing too: ${listed(owed.map(({ discipline }) => code(discipline)))}.`);
  return [approvals, ...looksAgain(plan)];
}

function ask({ discipline, people, finding }: Owed, tell: boolean): string {
  const who = people.slice(0, 10).map((name) => mention(name, tell));
  const way = who.length === 0 ? "Nobody is left who may speak for it." : `Ask ${listed(who, "or")}.`;
  return `- ${code(discipline)}: ${sentence(prose(withoutName(finding.because, discipline)))} ${way}`;
}

/** Where time is all that is missing the heading says so. */
function looksAgain({ verdict, subject }: PlanReport): readonly Block[] {
  const { at, enough } = timeAlone(verdict.findings);
  switch (verdict.outcome) {
    case "pass":
      return [];
    case "wait":
      if (enough) return [];
      return [
        text(
          `It looks again ${at === null ? "" : `at ${showTime(at, zoneOf(subject))}, and `}when something here changes.`,
        ),
      ];
    case "error":
      return [text("It asks again on every pass.")];
    case "fail":
      return [text("It looks again when something here changes.")];
  }
}

/** The gate begins with the discipline, which stands at the head of the line already. */
const withoutName = (because: string, discipline: string) =>
  because.startsWith(`${discipline}: `) ? because.slice(discipline.length + 2) : because;
