import { revertTarget } from "../flag/ladder.ts";
import type { ReleasePlan } from "../flag/plan.ts";
import { revertMessage } from "../report/commit-message.ts";
import { revertedText } from "./lower.ts";
import type { Ports } from "./ports.ts";
import { plansAt } from "./read.ts";
import { applySync, planSync, type Synced, type SyncPlan } from "./sync.ts";

/** What a sync did: every store's steps with their results, and the reverts it asked for. */
export interface SyncPass {
  /** `done`: stores and main agree. `drift`: something needs a person. `failed`: a write or a reading did not succeed. */
  readonly outcome: "done" | "drift" | "failed";
  readonly commit: string;
  readonly stores: readonly Synced[];
  readonly broken: readonly string[];
  /** Pull requests that bring git in line with what somebody took down by hand. */
  readonly reverts: readonly { readonly plan: string; readonly pullRequest: number }[];
}

/** Reconciles every store with main. Drift downwards becomes a revert pull request, never an overwrite. */
export async function syncPass(ports: Ports): Promise<SyncPass> {
  const plan = await planSync(ports);
  const stores = await applySync(ports, plan);
  const reverts = await recordTakenDown(ports, plan, stores);
  return { outcome: outcomeOf(stores, plan), commit: plan.commit, stores, broken: plan.broken, reverts };
}

function outcomeOf(stores: readonly Synced[], { broken }: SyncPlan): SyncPass["outcome"] {
  const failed = stores.some(
    ({ results, unresolved, steps }) =>
      unresolved.length > 0 ||
      steps.some(({ kind }) => kind === "unknown") ||
      results.some(({ status }) => status !== "applied" && status !== "unchanged"),
  );
  if (failed) return "failed";
  const needsPeople = stores.some(({ steps }) =>
    steps.some(({ kind }) => kind === "drift-down" || kind === "first-contact" || kind === "held"),
  );
  return needsPeople || broken.length > 0 ? "drift" : "done";
}

/** Each plan that somebody took down by hand, with the commit whose write they undid. */
function takenDown(stores: readonly Synced[]): ReadonlyMap<string, string> {
  const found = stores.flatMap(({ steps, wanted, readings }) =>
    steps.flatMap((step): readonly (readonly [string, string])[] => {
      if (step.kind !== "drift-down") return [];
      const reading = readings.get(step.key);
      const plan = wanted.find(({ key }) => key === step.key)?.plan;
      const applied = reading?.kind === "running" ? reading.running.applied : null;
      return plan === undefined ? [] : [[plan, applied?.commit ?? "unknown"]];
    }),
  );
  return new Map(found);
}

async function recordTakenDown(ports: Ports, plan: SyncPlan, stores: readonly Synced[]): Promise<SyncPass["reverts"]> {
  const down = takenDown(stores);
  if (down.size === 0) return [];
  const { plans } = await plansAt(ports.forge.repository, plan.commit, plan.settings);
  const opened: { plan: string; pullRequest: number }[] = [];
  for (const { value, source } of plans) {
    const undone = down.get(value.name);
    if (undone === undefined) continue;
    const number = await openRevert(ports, value, source.text, plan.commit, undone);
    if (number !== null) opened.push({ plan: value.name, pullRequest: number });
  }
  return opened;
}

/** One pull request for one taken-down write; null where it was opened before. */
async function openRevert(
  ports: Ports,
  plan: ReleasePlan,
  text: string,
  base: string,
  undone: string,
): Promise<number | null> {
  const to = revertTarget(plan, plan.standing);
  const reason = { because: "somebody took the flag down in the store by hand", evidence: null };
  const branch = `revert/${plan.name}-${plan.standing}-${undone.slice(0, 10)}`;
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
  return ports.forge.open({ branch, title, body: reason.because, requestedBy: null });
}
