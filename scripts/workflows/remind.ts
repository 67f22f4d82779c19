import type { ReleasePlan } from "../flag/plan.ts";
import type { Issue } from "../forge/forge.ts";
import type { Finding, Verdict } from "../gates/gate.ts";
import { reminderText } from "../report/reminder.ts";
import { reasonOf } from "./careful.ts";
import type { Ports } from "./ports.ts";

export const reminderLabel = "flaghoist-reminder";

export interface Reminded {
  /** What waits for a person, worst first; empty where nothing does. */
  readonly waiting: readonly string[];
}

/**
 * Keeps one issue a plan that says what waits for people: unanswered results, clean-up, a window that closes, a
 * measurement that could not be made. It is updated in place, and closed when nothing waits.
 *
 * @param open the reminders that are open, of all plans: asked for once a run.
 */
export async function remind(
  ports: Ports,
  plan: ReleasePlan,
  verdict: Verdict,
  open: readonly Issue[],
): Promise<Reminded> {
  const reminder = reminderText(plan, { ...verdict, findings: due(verdict) }, ports.now);
  const before = open.find(({ key }) => key === plan.name);
  if (reminder === null) {
    if (before !== undefined) await ports.forge.closeIssue(before.number, "Nothing waits for a person any more.");
    return { waiting: [] };
  }
  const { title, body, waiting } = reminder;
  await ports.forge.raiseIssue({ label: reminderLabel, key: plan.name, title, body });
  return { waiting };
}

/** Answers and tasks are asked for once the soak is over: before that nobody is late with them. */
function due({ findings }: Verdict): readonly Finding[] {
  const soaking = findings.some(({ gate, outcome }) => gate === "soak" && outcome === "wait");
  return soaking
    ? findings.filter(({ gate, outcome }) => outcome !== "wait" || (gate !== "results" && gate !== "validation"))
    : findings;
}

/** Closes reminders of plans that stand in no stage any more: nothing in them can be done. By plan, why one could not be. */
export async function closeLeftOver(
  ports: Ports,
  open: readonly Issue[],
  known: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const failed = new Map<string, string>();
  for (const { key, number } of open.filter(({ key }) => !known.has(key))) {
    await ports.forge
      .closeIssue(number, `${key} stands in no stage any more.`)
      .catch((thrown: unknown) => failed.set(key, `its reminder, issue ${number}, stays open: ${reasonOf(thrown)}`));
  }
  return failed;
}
