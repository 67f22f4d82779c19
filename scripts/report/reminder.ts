import type { DateTime } from "luxon";
import type { ReleasePlan } from "../flag/plan.ts";
import type { Finding, Verdict } from "../gates/gate.ts";
import { fitted, list, text } from "./comment/blocks.ts";
import { gateName } from "./comment/gates.ts";
import { code, mention, prose, proseWithCode } from "./comment/markdown.ts";
import { gateLabel } from "./terminal/gates.ts";
import { moveTitle, short } from "./words/commit.ts";
import { wayOut } from "./words/findings.ts";
import { moveWords } from "./words/move.ts";
import { worstFirst } from "./words/outcome.ts";
import { plain, plural, sentence } from "./words/plain.ts";

export interface Reminder {
  readonly title: string;
  readonly body: string;
  /** One plain line for each thing that waits for a person, worst first. */
  readonly waiting: readonly string[];
}

/**
 * What of a plan waits for people, as an issue to its owner; null where nothing does. What ends by itself waits for
 * nobody, and that no pull request is open yet is no reason to call anybody.
 */
export function reminderText(plan: ReleasePlan, verdict: Verdict, now: DateTime): Reminder | null {
  const waits = worstFirst(verdict.findings.filter((finding) => forPeople(finding, now)));
  if (waits.length === 0) return null;
  const sides = { move: verdict.move, base: plan, head: plan };
  const rows = waits.map((finding) => {
    const out = proseWithCode(wayOut(finding, sides));
    return `- **${gateName(finding)}**: ${sentence(prose(finding.because))} ${out}`.trimEnd();
  });
  const head = `${mention(plan.owner, true)}: ${code(plan.name)} stands in ${code(plan.standing)}. For ${moveWords(verdict.move, (name) => code(name))} it waits for people.`;
  return {
    title: moveTitle(plan.title, `${plural(waits.length, "thing")} to do for ${moveWords(verdict.move, short)}`),
    body: fitted([text(head), list("", rows)], 60_000, (left) => `_Cut to fit: ${plural(left, "line")} left out._`),
    waiting: waits.map((finding) => `${gateLabel(finding)}: ${plain(finding.because)}`),
  };
}

const forPeople = ({ outcome, until, reason }: Finding, now: DateTime) =>
  outcome !== "pass" && (until === undefined || until <= now) && !reason.startsWith("approvals.");
