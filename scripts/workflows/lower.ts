import { revertTarget } from "../flag/ladder.ts";
import type { ReleasePlan } from "../flag/plan.ts";
import type { Settings } from "../flag/settings.ts";
import type { CommitResult, Issue } from "../forge/forge.ts";
import { appendRevert, setStanding } from "../load/edit.ts";
import { code, prose } from "../report/comment/markdown.ts";
import { revertMessage } from "../report/commit-message.ts";
import { reasonOf } from "./careful.ts";
import { type Holds, holdLabel } from "./held.ts";
import { lowerStores } from "./lower-stores.ts";
import type { Ports } from "./ports.ts";
import { planAt } from "./read.ts";
import { baseCommit, type Synced } from "./sync.ts";

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
  /** Stores that could not be lowered yet, and why: the next sync does it. */
  readonly unlowered: readonly string[];
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

/** How often a base branch that moves under the commit is read again. */
const tries = 3;

/**
 * Takes a plan down: the stores first, because people are being hurt now; then the commit that says so. Where the
 * commit cannot be made a hold issue is opened, which keeps every sync from raising the flag again. Null where somebody
 * else changed the plan's standing meanwhile: one revert a stage entry, whatever retries.
 */
export async function lower(
  ports: Ports,
  plan: ReleasePlan,
  reason: RevertReason,
  settings: Settings,
  holds: Holds,
): Promise<Reverted | null> {
  const to = revertTarget(plan, plan.standing);
  ports.progress(`Taking ${plan.name} down to ${to}`);
  const { stores, unlowered } = await lowerStores(ports, plan, to, settings);
  const commit = await commitRevert(ports, plan, to, reason, settings);
  if (commit === null) return null;
  const before = "why" in holds ? undefined : holds.find(({ key }) => key === plan.name);
  const hold = commit.kind === "committed" ? null : await openHold(ports, plan, to, reason, commit.why);
  const unclosed =
    commit.kind === "committed" && before !== undefined ? await release(ports, before, commit.commit) : [];
  const late = unlowered.length === 0 ? "" : ` Not lowered yet: ${unlowered.join("; ")}.`;
  const text = `${plan.title} was taken down from ${plan.standing} to ${to}: ${reason.because}.${late}`;
  const untold = before === undefined ? await tell(ports, settings, plan, text) : [];
  if (hold?.kind === "unheld") {
    throw new Error(
      `the stores of ${plan.name} were lowered, but main still says ${plan.standing} and nothing holds it but the record of that write: ${hold.why}. Revert it with a pull request`,
    );
  }
  const url = hold === null ? null : hold.url;
  return {
    plan: plan.name,
    from: plan.standing,
    to,
    reason,
    stores,
    unlowered,
    commit,
    hold: url,
    untold: [...untold, ...unclosed],
  };
}

/** Commits the revert onto the base branch as it is now; null where the plan no longer stands where it was judged. */
async function commitRevert(
  ports: Ports,
  plan: ReleasePlan,
  to: string,
  reason: RevertReason,
  settings: Settings,
): Promise<CommitResult | null> {
  let result: CommitResult = { kind: "refused", why: "nobody tried" };
  for (let left = tries; left > 0; left--) {
    try {
      const base = await baseCommit(ports);
      const fresh = await planAt(ports.forge.repository, base, plan.file, settings);
      if (fresh !== null && fresh.value.standing !== plan.standing) return null;
      if (fresh === null) return { kind: "refused", why: `${plan.file} cannot be read at ${base.slice(0, 10)}` };
      const text = revertedText(fresh.source.text, plan, to, reason, ports.now.toUTC().toISO()!);
      result = await ports.forge.commit({
        branch: ports.forge.baseBranch,
        expected: base,
        from: base,
        files: [{ path: plan.file, text }],
        message: revertMessage(plan, to, reason),
        at: ports.now,
      });
    } catch (thrown) {
      return { kind: "refused", why: reasonOf(thrown) };
    }
    if (result.kind !== "moved") return result;
  }
  return result;
}

async function tell(ports: Ports, { notify }: Settings, plan: ReleasePlan, text: string): Promise<readonly string[]> {
  const telling = ports.openNotifiers(notify).map(async (one) => {
    try {
      const told = await one.tell({ plan: plan.name, text });
      return told.kind === "told" ? [] : [told.why];
    } catch (thrown) {
      return [`${one.name}: ${reasonOf(thrown)}`];
    }
  });
  return (await Promise.all(telling)).flat();
}

/** The revert on main holds the plan from now on; the issue that did until then is closed. */
async function release({ forge }: Ports, { number, url }: Issue, commit: string): Promise<readonly string[]> {
  try {
    await forge.closeIssue(number, `The revert is committed: ${commit}. It holds the plan from now on.`);
    return [];
  } catch (thrown) {
    return [`${url} could not be closed: ${reasonOf(thrown)}`];
  }
}

type Held = { readonly kind: "held"; readonly url: string } | { readonly kind: "unheld"; readonly why: string };

async function openHold(ports: Ports, plan: ReleasePlan, to: string, reason: RevertReason, why: string): Promise<Held> {
  const name = code(plan.name);
  try {
    const { url } = await ports.forge.raiseIssue({
      label: holdLabel,
      key: plan.name,
      title: `${plan.name} is held: it must stand at ${to}`,
      body: `${prose(reason.because, 5000)}\n\nThe stores were lowered, but the commit could not be made: ${prose(why)}\n\nWhile this issue is open the flags of ${name} are never raised. Revert the plan to ${code(to)} with a pull request, then close it.`,
    });
    return { kind: "held", url };
  } catch (thrown) {
    return { kind: "unheld", why: `the commit: ${why}; the issue: ${reasonOf(thrown)}` };
  }
}
