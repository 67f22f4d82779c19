import { ladder, stageNamed } from "../../flag/ladder.ts";
import type { ReleasePlan, Stage } from "../../flag/plan.ts";
import { showTime } from "../../flag/time.ts";
import { type PlanReport, zoneOf } from "../value.ts";
import { seen } from "../words/exposure.ts";
import { plain } from "../words/plain.ts";
import { type Block, text } from "./blocks.ts";

/** Rungs drawn before and after where the plan stands; a longer ladder is cut, a picture of fifty boxes says nothing. */
const reach = { whole: 12, below: 4, above: 5 };

/**
 * The ladder as a Mermaid flowchart: where the plan stands, since when, what is asked for and its window. Words carry
 * it all, shapes only help. Labels are quoted and hold nothing that Mermaid reads as syntax
 * (https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters).
 */
export function flow({ subject, evidence, verdict }: PlanReport): readonly Block[] {
  const plan = subject.base ?? subject.head;
  if (plan === null) return [];
  const { move } = verdict;
  const rungs = ladder(plan);
  const now = Math.max(0, rungs.indexOf(plan.standing));
  const asked = move.kind === "promote" || move.kind === "revert" ? move.to : move.kind === "retire" ? "retired" : null;
  const lowest = Math.min(now, asked === null ? now : rungs.indexOf(asked));
  const whole = rungs.length <= reach.whole;
  const from = whole ? 0 : Math.max(0, lowest - reach.below);
  const shown = whole ? rungs : rungs.slice(from, now + reach.above + 1);
  const since = evidence.since && showTime(evidence.since, zoneOf(subject));

  const nodes = shown.map((rung, i) => {
    const at = from + i;
    const mark = at === now ? (since === null ? "now" : `now, since ${since}`) : rung === asked ? "asked for" : null;
    const lines = [rung, ...describe(stageNamed(plan, rung), plan), ...(mark === null ? [] : [mark])];
    const label = lines.map(quoted).join("<br/>");
    return at === now || rung === asked ? `  s${at}(["${label}"])` : `  s${at}["${label}"]`;
  });
  const cut = [from > 0 ? `  before["${from} more"] --> s${from}` : "", after(from + shown.length, rungs.length)];
  const edges = shown.slice(1).map((rung, i) => {
    const to = from + i + 1;
    return `  s${to - 1} ${rung === asked && to === now + 1 ? "==>" : "-->"} s${to}`;
  });
  const down =
    move.kind === "revert" && shown.includes(move.to) ? [`  s${now} -. revert .-> s${rungs.indexOf(move.to)}`] : [];
  const lines = ["```mermaid", "flowchart LR", ...nodes, ...edges, ...cut.filter(Boolean), ...down, "```"];
  return [text(lines.join("\n"), true)];
}

const after = (next: number, all: number) => (next < all ? `  s${next - 1} --> after["${all - next} more"]` : "");

function describe(stage: Stage | null, plan: ReleasePlan): readonly string[] {
  if (stage === null) return [];
  const several = new Set(plan.stages.map(({ environment }) => environment)).size > 1;
  const who =
    stage.exposure === null
      ? "check-in"
      : seen({ actors: stage.exposure.actors.length, percent: stage.exposure.percent ?? 0 });
  return [several ? `${stage.environment}: ${who}` : who, ...(stage.window === null ? [] : [stage.window.text])];
}

/** Letters, digits and harmless marks stay; everything else becomes its number. */
function quoted(label: string): string {
  return plain(label, 40).replace(/[^\p{L}\p{M}\p{N} .,:%+/()_…-]/gu, (mark) => `#${mark.codePointAt(0)};`);
}
