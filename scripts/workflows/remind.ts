import type { ReleasePlan } from "../flag/plan.ts";
import type { Settings } from "../flag/settings.ts";
import type { Verdict } from "../gates/gate.ts";
import { reminderText } from "../report/reminder.ts";
import type { Ports } from "./ports.ts";

export const reminderLabel = "flaghoist-reminder";

export interface Reminded {
  /** What waits for a person, worst first; empty where nothing does. */
  readonly waiting: readonly string[];
}

/**
 * Keeps one issue a plan that says what waits for people: unanswered results, clean-up, a window that closes, a
 * measurement that could not be made. It is updated in place, and closed when nothing waits.
 */
export async function remind(ports: Ports, plan: ReleasePlan, verdict: Verdict, _: Settings): Promise<Reminded> {
  const reminder = reminderText(plan, verdict, ports.now);
  const open = (await ports.forge.issues(reminderLabel)).find(({ key }) => key === plan.name);
  if (reminder === null) {
    if (open !== undefined) await ports.forge.closeIssue(open.number, "Nothing waits for a person any more.");
    return { waiting: [] };
  }
  const { title, body, waiting } = reminder;
  await ports.forge.raiseIssue({ label: reminderLabel, key: plan.name, title, body });
  return { waiting };
}
