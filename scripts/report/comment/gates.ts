import type { Finding } from "../../gates/gate.ts";
import type { PlanReport } from "../value.ts";
import { timeAlone, wayOut } from "../words/findings.ts";
import { sorted } from "../words/open.ts";
import { plural } from "../words/plain.ts";
import { type Block, list } from "./blocks.ts";
import { code, prose, proseWithCode, row, tableHead } from "./markdown.ts";

/** What does not pass, worst first, each with why and the way out. A single one stands in the heading already, unless time cures it. */
export function openGates(plan: PlanReport): readonly Block[] {
  const { open } = sorted(plan);
  const said =
    open.length === 1 && plan.verdict.outcome === open[0]!.outcome && !timeAlone(plan.verdict.findings).enough;
  if (open.length === 0 || said) return [];
  const rows = open.map((finding) =>
    row([
      gateName(finding),
      `**${finding.outcome}**`,
      prose(finding.because),
      proseWithCode(wayOut(finding, plan.subject)),
    ]),
  );
  return [list(tableHead(["Gate", "Outcome", "Why", "Way out"]), rows)];
}

/** Folded away: a reader who trusts the verdict need not see them, one who does not can. */
export function passedGates(plan: PlanReport): readonly Block[] {
  const { passed } = sorted(plan);
  if (passed.length === 0) return [];
  const summary = `${plural(passed.length, "finding")} ${passed.length === 1 ? "passes" : "pass"}`;
  const head = `<details>\n<summary>${summary}</summary>\n\n${tableHead(["Gate", "Why"])}`;
  const rows = passed.map((finding) => row([gateName(finding), prose(finding.because)]));
  return [{ head, rows, tail: "\n</details>", between: "\n", canBeMissed: true }];
}

/** The gate, and what it speaks of where its reason does not say that itself. */
export function gateName({ gate, about, because }: Finding): string {
  return about === undefined || because.includes(about) ? gate : `${gate} ${code(about)}`;
}
