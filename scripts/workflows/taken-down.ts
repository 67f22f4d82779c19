import { revertTarget } from "../flag/ladder.ts";
import type { ReleasePlan } from "../flag/plan.ts";
import { revertMessage } from "../report/commit-message.ts";
import { takenDownText } from "../report/taken-down.ts";
import type { Change } from "../stores/store.ts";
import { revertedText } from "./lower.ts";
import type { Ports } from "./ports.ts";
import { plansAt } from "./read.ts";
import type { Synced, SyncPlan } from "./sync.ts";

export interface TakenDown {
  readonly plan: string;
  readonly pullRequest: number;
}

/** Brings git in line with what somebody took down in a store by hand: one revert pull request for each of our writes they undid. */
export async function recordTakenDown(
  ports: Ports,
  plan: SyncPlan,
  stores: readonly Synced[],
): Promise<readonly TakenDown[]> {
  const down = new Map(stores.flatMap(undoneIn));
  if (down.size === 0) return [];
  const { plans } = await plansAt(ports.forge.repository, plan.commit, plan.settings);
  const opened: TakenDown[] = [];
  for (const { value, source } of plans) {
    const undone = down.get(value.name);
    if (undone === undefined) continue;
    const number = await openRevert(ports, value, source.text, plan.commit, undone);
    if (number !== null) opened.push({ plan: value.name, pullRequest: number });
  }
  return opened;
}

interface Undone {
  /** The commit whose write was undone. */
  readonly commit: string;
  /** Who did it, where the store says so. */
  readonly change: Change | null;
}

const undoneIn = ({ steps, changes }: Synced): readonly (readonly [string, Undone])[] =>
  steps.flatMap((step) =>
    step.kind === "drift-down"
      ? [[step.wanted.plan, { commit: step.undone, change: changes.get(step.key) ?? null }] as const]
      : [],
  );

/** One pull request for one taken-down write; null where it was opened before. */
async function openRevert(
  ports: Ports,
  plan: ReleasePlan,
  text: string,
  base: string,
  undone: Undone,
): Promise<number | null> {
  const to = revertTarget(plan, plan.standing);
  const reason = { because: "somebody took the flag down in the store by hand", evidence: null };
  const branch = `revert/${plan.name}-${plan.standing}-${undone.commit.slice(0, 10)}`;
  const message = revertMessage(plan, to, reason);
  const committed = await ports.forge.commit({
    branch,
    expected: null,
    from: base,
    files: [{ path: plan.file, text: revertedText(text, plan, to, reason, ports.now.toUTC().toISO()!) }],
    message,
    at: ports.now,
  });
  if (committed.kind !== "committed") return null;
  const title = message.split("\n")[0]!;
  return ports.forge.open({ branch, title, body: takenDownText(undone.change), requestedBy: null });
}
