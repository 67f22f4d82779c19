import type { DateTime } from "luxon";
import { inZone, showTime } from "../../flag/time.ts";
import type { PlanView, StatusView } from "../views.ts";
import { seen } from "../words/exposure.ts";
import { timeAlone, wayOut } from "../words/findings.ts";
import { ends } from "../words/move.ts";
import { symbols, verdictWord, worstFirst } from "../words/outcome.ts";
import { longest, plain } from "../words/plain.ts";
import { shortWait } from "../words/time.ts";
import { gateLabel, gateTable, name, timeAndWait } from "./gates.ts";
import { type Cell, table, wrapped } from "./layout.ts";
import { labelled } from "./moves.ts";
import { type Look, paint } from "./paint.ts";

export interface StatusLook extends Look {
  readonly now: DateTime;
  /** One plan with every gate, rather than one line a plan. */
  readonly whole: boolean;
}

/** Where every plan is and what its next stage waits for, worst first. */
export function statusText({ plans, broken }: StatusView, look: StatusLook): string {
  const style = paint(look.colour);
  const files = broken.map((file) =>
    style.fail(`${symbols.fail} ${plain(file)} does not load: flaghoist validate says why`),
  );
  const shown = look.whole ? plans.map((view) => wholeText(view, look)) : [statusTable(plans, look)];
  if (plans.length === 0 && broken.length === 0) return "No plans yet: flaghoist new NAME makes one.";
  return [...(plans.length === 0 ? [] : shown), ...(files.length === 0 ? [] : [files.join("\n")])].join("\n\n");
}

function statusTable(plans: readonly PlanView[], look: StatusLook): string {
  const style = paint(look.colour);
  const titles = ["", "Plan", "Standing", "Since", "Seen by", "Next", "Waits for", "When"];
  const views = plans.map((view) => ({ view, ...next(view) }));
  const rows = worstFirst(views).map(({ view, outcome, to, waits, at }): readonly Cell[] => [
    { text: symbols[outcome], style: style[outcome] },
    { text: name(view.plan.name), style: style.strong },
    { text: name(view.plan.standing) },
    { text: view.since === null ? "" : inZone(view.since, view.plan.timezone).toISODate()! },
    { text: shortly(view) },
    { text: to },
    { text: waits, style: style[outcome] },
    { text: at === null || outcome !== "wait" ? "" : shortWait(look.now, at) },
  ]);
  return table([titles.map((text) => ({ text, style: style.faint })), ...rows], look.columns).join("\n");
}

/** The pull request that a promotion needs is the last thing to wait for: where it is all that is missing, the plan is ready. */
function next({ next: verdict }: PlanView) {
  if (verdict === null) return { outcome: "pass" as const, to: "", waits: "", at: null };
  const to = name(ends(verdict.move).to ?? "");
  const open = verdict.findings.filter(({ outcome, reason }) => outcome !== "pass" && reason !== noPullRequest);
  const [first] = worstFirst(open);
  const others = open.length - 1;
  if (first === undefined) {
    return { outcome: "pass" as const, to, waits: "ready to promote", at: null };
  }
  const more = others === 0 ? "" : `, and ${others} more`;
  return { outcome: first.outcome, to, waits: `${first.outcome} ${gateLabel(first)}${more}`, at: timeAlone(open).at };
}

const noPullRequest = "approvals.no-pull-request";

/** `10 % + 3 named`: as `seenBy`, for a narrow column. */
function shortly({ exposure }: PlanView): string {
  if (exposure === null || exposure.percent === 100) return exposure === null ? "nobody" : "everyone";
  const { actors, percent } = exposure;
  const parts = [...(percent > 0 ? [`${percent} %`] : []), ...(actors.length > 0 ? [`${actors.length} named`] : [])];
  return parts.join(" + ") || "nobody";
}

function seenBy({ exposure }: PlanView): string {
  return exposure === null ? "nobody" : seen({ actors: exposure.actors.length, percent: exposure.percent });
}

function wholeText(view: PlanView, look: StatusLook): string {
  const { plan, since, next: verdict } = view;
  const style = paint(look.colour);
  const head = [
    ...wrapped(`${style.strong(plain(plan.title, longest.title))}: ${name(plan.standing)}`, look.columns, 2),
    ...labelled("Since", since === null ? [] : [showTime(since, plan.timezone)], look),
    ...labelled("Seen by", [seenBy(view)], look),
    ...labelled("Owner", [name(plan.owner)], look),
    ...labelled("Flags", [plan.flags.map(({ key }) => name(key)).join(", ")], look),
  ];
  if (verdict === null) return head.join("\n");
  const { to, outcome } = next(view);
  const { at } = timeAlone(verdict.findings);
  const sides = { move: verdict.move, base: plan, head: plan };
  const gates = gateTable(worstFirst(verdict.findings), (finding) => wayOut(finding, sides), look);
  return [
    head.join("\n"),
    [...labelled("Next", [`${to}: ${style[outcome](verdictWord(outcome))}`], look), "", ...gates].join("\n"),
    ...(at === null || outcome !== "wait"
      ? []
      : [labelled("When", [`not before ${timeAndWait(at, plan.timezone, look.now)}`], look).join("\n")]),
  ].join("\n\n");
}
