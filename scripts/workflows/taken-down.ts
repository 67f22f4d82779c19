import { revertTarget } from "../flag/ladder.ts";
import type { ReleasePlan } from "../flag/plan.ts";
import { revertMessage } from "../report/commit-message.ts";
import { takenDownText } from "../report/taken-down.ts";
import type { Change } from "../stores/store.ts";
import { reasonOf } from "./careful.ts";
import { revertedText } from "./lower.ts";
import { openOnce } from "./open-once.ts";
import type { Ports } from "./ports.ts";
import { plansAt } from "./read.ts";
import type { Synced, SyncPlan } from "./sync.ts";

export interface TakenDown {
  readonly plan: string;
  readonly pullRequest: number;
}

export interface Proposals {
  readonly reverts: readonly TakenDown[];
  /** Plans whose revert could not be proposed, and why: the next sync tries again. */
  readonly unproposed: readonly { readonly plan: string; readonly why: string }[];
}

/**
 * Brings git in line with what somebody took down in a store by hand: one revert pull request for each of our writes
 * they undid. The stores are written by now, so that nothing here may throw.
 */
export async function recordTakenDown(ports: Ports, plan: SyncPlan, stores: readonly Synced[]): Promise<Proposals> {
  const down = new Map(stores.flatMap(undoneIn));
  const reverts: TakenDown[] = [];
  const unproposed: { readonly plan: string; readonly why: string }[] = [];
  for (const [name, undone] of down) {
    try {
      const { plans } = await plansAt(ports.forge.repository, plan.commit, plan.settings);
      const { value, source } = plans.find((one) => one.value.name === name)!;
      const number = await openRevert(ports, value, source.text, plan.commit, undone);
      if (number !== null) reverts.push({ plan: name, pullRequest: number });
    } catch (thrown) {
      unproposed.push({ plan: name, why: reasonOf(thrown) });
    }
  }
  return { reverts, unproposed };
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
  from: string,
  undone: Undone,
): Promise<number | null> {
  const to = revertTarget(plan, plan.standing);
  const reason = { because: "somebody took the flag down in the store by hand", evidence: null };
  const message = revertMessage(plan, to, reason);
  return openOnce(ports, {
    branch: `revert/${plan.name}-${plan.standing}-${undone.commit.slice(0, 10)}`,
    from,
    path: plan.file,
    text: revertedText(text, plan, to, reason, ports.now.toUTC().toISO()!),
    message,
    title: message.split("\n")[0]!,
    body: takenDownText(undone.change),
  });
}
