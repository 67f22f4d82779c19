import type { ReleasePlan, Revert } from "../../flag/plan.ts";
import { loosens } from "../../plan/edits.ts";
import type { PlanReport } from "../value.ts";
import { exposureLines } from "../words/exposure.ts";
import { moveMeans } from "../words/move.ts";
import { few, plural, sentence } from "../words/plain.ts";
import { type Block, list, text } from "./blocks.ts";
import { code, prose } from "./markdown.ts";

/** What moves and for whom: why first where it goes down, then the exposure, what it means, and the rules it changes. */
export function movesSection(plan: PlanReport): readonly Block[] {
  const { move } = plan.verdict;
  const means = moveMeans(move);
  return [
    ...(move.kind === "revert" ? newReverts(plan).map((entry) => text(becauseOf(entry))) : []),
    ...exposureSection(plan),
    ...(means === null ? [] : [text(means)]),
    ...(move.kind === "enrol" && plan.subject.head !== null ? [text(enrolled(plan.subject.head))] : []),
    ...editsSection(plan),
  ];
}

function editsSection({ verdict: { move }, edits }: PlanReport): readonly Block[] {
  if (edits.length === 0 || (move.kind !== "edit" && move.kind !== "illegal")) return [];
  const title = move.kind === "edit" ? "What the edit changes" : "What it would change";
  return [
    list(
      `**${title}**\n`,
      edits.map((edit) => `- ${editWords(edit)}`),
    ),
  ];
}

function exposureSection(plan: PlanReport): readonly Block[] {
  const { move, outcome } = plan.verdict;
  const lines = exposureLines(plan.subject.base ?? plan.subject.head, plan.exposure);
  if (lines.length === 0) return move.kind === "promote" ? [text("A check-in: nobody gains or loses the flag.")] : [];
  const said = lines.map(({ flags, environment, change, people }) => {
    const known = people === null ? "" : `, ${people}`;
    return `**${change}**${known}: ${few(flags.map((flag) => code(flag)))} in ${code(environment)}`;
  });
  const label = outcome === "fail" ? "It would move" : "Moves";
  const rows = said.map((line) => `- ${line}`);
  return said.length === 1 ? [text(`${label} ${said[0]}.`)] : [list(`${label}:\n`, rows)];
}

const editWords = (edit: string) =>
  edit.startsWith(loosens) ? `**${loosens.trim()}** ${prose(edit.slice(loosens.length))}` : prose(edit);

/** The entries a revert adds. */
function newReverts({ subject: { base, head } }: PlanReport): readonly Revert[] {
  return head?.reverts.slice(base?.reverts.length ?? 0) ?? [];
}

function becauseOf({ because, evidence }: Revert): string {
  const seen = evidence === null ? "" : ` Evidence: ${sentence(prose(evidence))}`;
  return `**Because**: ${sentence(prose(because))}${seen}`;
}

function enrolled({ owner, stages }: ReleasePlan): string {
  return `Owner ${code(owner)}, ${plural(stages.length, "stage")}: ${few(stages.map(({ name }) => code(name)))}.`;
}
