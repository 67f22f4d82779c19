import { revertTarget } from "../flag/ladder.ts";
import type { ReleasePlan } from "../flag/plan.ts";
import type { Settings } from "../flag/settings.ts";
import type { CommitResult } from "../forge/forge.ts";
import { appendRevert, setStanding } from "../load/edit.ts";
import { revertMessage } from "../report/commit-message.ts";
import type { Ports } from "./ports.ts";
import { holdLabel } from "./shared.ts";
import { applySync, planSync, type Synced } from "./sync.ts";

/** Why a plan goes down and on what evidence: written into the plan, the commit and the issue. */
export interface RevertReason {
  readonly because: string;
  readonly evidence: string | null;
}

export interface Reverted {
  readonly plan: string;
  readonly from: string;
  readonly to: string;
  readonly reason: RevertReason;
  readonly stores: readonly Synced[];
  readonly commit: CommitResult;
  /** Whom nobody could tell, and why. */
  readonly untold: readonly string[];
  /** The issue that holds the plan where the commit could not be made. */
  readonly hold: string | null;
}

/** The plan's text one revert further down. Pure. */
export function revertedText(text: string, plan: ReleasePlan, to: string, reason: RevertReason, at: string): string {
  return appendRevert(setStanding(text, to), { from: plan.standing, at, ...reason });
}

/**
 * Takes a plan down: the stores first, because people are being hurt now; then the commit that says so. Where the
 * commit cannot be made a hold issue is opened, which keeps every sync from raising the flag again.
 */
export async function lower(
  ports: Ports,
  plan: ReleasePlan,
  text: string,
  commit: string,
  reason: RevertReason,
  settings: Settings,
): Promise<Reverted> {
  const to = revertTarget(plan, plan.standing);
  ports.progress(`Taking ${plan.name} down to ${to}`);
  const stores = await lowerStores(ports, plan, to);
  const committed = await ports.forge.commit({
    branch: ports.forge.baseBranch,
    expected: commit,
    from: commit,
    files: [{ path: plan.file, text: revertedText(text, plan, to, reason, ports.now.toUTC().toISO()!) }],
    message: revertMessage(plan, to, reason),
    at: ports.now,
  });
  const hold = committed.kind === "committed" ? null : await openHold(ports, plan, to, reason, committed.why);
  const untold = await tell(
    ports,
    settings,
    plan,
    `${plan.title} was taken down from ${plan.standing} to ${to}: ${reason.because}`,
  );
  return { plan: plan.name, from: plan.standing, to, reason, stores, commit: committed, hold, untold };
}

async function tell(ports: Ports, { notify }: Settings, plan: ReleasePlan, text: string): Promise<readonly string[]> {
  const told = await Promise.all(ports.openNotifiers(notify).map((one) => one.tell({ plan: plan.name, text })));
  return told.flatMap((one) => (one.kind === "told" ? [] : [one.why]));
}

async function lowerStores(ports: Ports, plan: ReleasePlan, to: string): Promise<readonly Synced[]> {
  const sync = await planSync(ports, { only: [plan.name], standing: to });
  return applySync(ports, sync);
}

async function openHold(ports: Ports, plan: ReleasePlan, to: string, reason: RevertReason, why: string) {
  const issue = await ports.forge.raiseIssue({
    label: holdLabel,
    key: plan.name,
    title: `${plan.name} is held: it must stand at ${to}`,
    body: `${reason.because}\n\nThe stores were lowered, but the commit could not be made: ${why}\n\nWhile this issue is open the flags of ${plan.name} are never raised. Revert the plan to ${to} with a pull request, then close it.`,
  });
  return issue.url;
}
