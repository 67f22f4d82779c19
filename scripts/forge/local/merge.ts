import type { MergeRequest, MergeResult } from "../forge.ts";
import { swapRefs } from "../git/refs.ts";
import { checkedOut, movingBranch } from "../git/worktree.ts";
import { combine, unrelated } from "./combine.ts";
import { isOpen } from "./pulls.ts";
import { baseOf, type Local, type Standing, standing } from "./world.ts";

/**
 * Merges the judged head into the judged base, all refs at once or none: the base branch moves, the head branch goes
 * (unless it is checked out), and `refs/flaghoist/pulls/N/{head,merged}` keep both for ever, so that asking again
 * answers the same merge instead of merging twice.
 */
export async function mergePull(local: Local, number: number, request: MergeRequest): Promise<MergeResult> {
  const { git, baseBranch } = local;
  const now = await standing(local);
  const done = now.merged.get(number);
  if (done?.head === request.head) return { kind: "merged", commit: done.commit };
  const branch = await branchOf(local, number, now);
  if ("why" in branch) return { kind: "refused", why: branch.why };
  const moved = whyMoved(baseBranch, await baseOf(local, now), branch, request);
  if (moved !== null) return { kind: "moved", why: moved };
  if (now.base === null) return { kind: "refused", why: notOurs(baseBranch, now) };

  const combined = await combine(git, request, await local.person()).catch((error: unknown) => {
    if (!unrelated(error)) throw error;
    return {
      kind: "none" as const,
      why: `${branch.name} shares no history with ${baseBranch}; start it from ${baseBranch}`,
    };
  });
  if (combined.kind === "none") return { kind: "refused", why: combined.why };
  const { commit } = combined;
  const inUse = (await checkedOut(git, branch.name)) !== null;
  const kept = `refs/flaghoist/pulls/${number}`;
  const swapped = await movingBranch(git, { branch: baseBranch, from: request.base, to: commit }, () =>
    swapRefs(git, `flaghoist: merge #${number}`, [
      { ref: `refs/heads/${baseBranch}`, from: request.base, to: commit },
      { ref: `refs/heads/${branch.name}`, from: request.head, to: inUse ? request.head : null },
      { ref: `${kept}/head`, from: null, to: request.head },
      { ref: `${kept}/merged`, from: null, to: commit },
    ]),
  );
  return swapped.kind === "done" ? { kind: "merged", commit } : swapped;
}

async function branchOf({ ledger }: Local, number: number, now: Standing) {
  const record = (await ledger.read()).pulls.find((pull) => pull.number === number);
  if (!record) return { why: `there is no pull request ${number}` };
  if (now.merged.has(number))
    return { why: `pull request ${number} is merged, at another head; open a new one for what came after` };
  const head = now.branches.get(record.branch);
  if (!isOpen(record, now) || head === undefined)
    return { why: `pull request ${number} is closed: its branch ${record.branch} is gone` };
  return { name: record.branch, head };
}

function notOurs(baseBranch: string, { remote }: Standing): string {
  return remote === null
    ? `${baseBranch} is a commit, and only a branch can be merged into; name the branch with --base`
    : `${baseBranch} is a remote's branch; merge it there, or make it yours: git branch main ${baseBranch}`;
}

function whyMoved(
  baseBranch: string,
  base: string,
  branch: { readonly name: string; readonly head: string },
  request: MergeRequest,
) {
  const short = (oid: string) => oid.slice(0, 10);
  if (branch.head !== request.head)
    return `${branch.name} is at ${short(branch.head)}, judged was ${short(request.head)}; judge it again`;
  if (base !== request.base)
    return `${baseBranch} is at ${short(base)}, judged was ${short(request.base)}; judge it again`;
  return null;
}
