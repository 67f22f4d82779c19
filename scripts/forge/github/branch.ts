import type { CommitRequest, CommitResult } from "../forge.ts";
import { once } from "./client.ts";
import { explained, inDoubt, said, statusOf } from "./error.ts";
import type { RefNode } from "./nodes.ts";
import { tip } from "./queries.ts";
import { at, type Github, refOf } from "./world.ts";

/** Where a branch is on GitHub now, or null where there is none. */
export async function tipOf({ client, owner, name }: Github, branch: string): Promise<string | null> {
  const doing = `to find the branch ${branch}`;
  const answer = await client.query<{ repository: { ref: RefNode | null } | null }>(doing, tip, {
    ...{ owner, name, ref: refOf(branch) },
  });
  return answer.repository?.ref?.target?.oid ?? null;
}

/**
 * A commit as GitHub tells it. `by` is the account its author's address belongs to: anybody can write any address, but
 * GitHub signs only what it commits itself, under the name of whoever asked it to.
 */
export async function commitOf(github: Github, oid: string) {
  const { data } = await github.client.rest.repos
    .getCommit({ ...at(github), ref: oid, per_page: 1 })
    .catch((error: unknown) => {
      throw explained(`to read commit ${oid.slice(0, 10)}`, error);
    });
  return {
    by: data.author?.login ?? null,
    signed: data.commit.verification?.verified === true && data.commit.committer?.email === "noreply@github.com",
    message: data.commit.message,
    parents: data.parents.map(({ sha }) => sha),
  };
}

type Started = { readonly kind: "at"; readonly tip: string } | CommitResult;

/**
 * A new branch for a commit. What an earlier pass left behind when it ended too soon is taken up again: a branch that
 * adds nothing yet, or one that has just this commit and was never proposed. Any other branch is somebody's.
 */
export async function branchFor(github: Github, request: CommitRequest): Promise<Started> {
  const { branch, from } = request;
  for (let left = 3; ; left -= 1) {
    try {
      await github.client.rest.git.createRef({ ...at(github), ref: refOf(branch), sha: from, ...once });
      return { kind: "at", tip: from };
    } catch (error) {
      const exists = statusOf(error) === 422 && /already exists/i.test(said(error));
      if (!exists && !inDoubt(error))
        return { kind: "refused", why: explained(`to make the branch ${branch}`, error).message };
      const found = await tipOf(github, branch);
      if (found !== null) return takenUp(github, request, found);
      if (left === 1) throw explained(`to make the branch ${branch}`, error);
    }
  }
}

async function takenUp(github: Github, { branch, from, files, message }: CommitRequest, tip: string): Promise<Started> {
  const { repository } = github.heads;
  const taken = { kind: "moved", why: `the branch ${branch} exists already, at ${tip.slice(0, 10)}` } as const;
  const proposed = await github.client.rest.pulls
    .list({ ...at(github), head: `${github.owner}:${branch}`, state: "all", per_page: 1 })
    .catch((error: unknown) => {
      throw explained(`to find pull requests of ${branch}`, error);
    });
  if (proposed.data.length > 0) return taken;
  if (tip === from) return { kind: "at", tip };
  if (await repository.isAncestor(tip, from)) return { kind: "at", tip: await forward(github, branch, from) };
  const made = await commitOf(github, tip);
  const ours = made.by === github.me && made.message.trim() === message.trim();
  return ours && (await holds(github, tip, files)) ? { kind: "committed", commit: tip } : taken;
}

/** Moves a branch up to where it should have started; GitHub refuses where that is not straight ahead. */
async function forward(github: Github, branch: string, to: string): Promise<string> {
  await github.client.rest.git
    .updateRef({ ...at(github), ref: `heads/${branch}`, sha: to, force: false })
    .catch((error: unknown) => {
      throw explained(`to move the branch ${branch}`, error);
    });
  return to;
}

/** Whether each file says just this at a commit. */
export async function holds({ heads }: Github, commit: string, files: CommitRequest["files"]): Promise<boolean> {
  for (const { path, text } of files) {
    const file = (await heads.repository.tree(commit, path)).find((one) => one.path === path);
    const blob = file === undefined ? undefined : (await heads.repository.read([file.oid])).get(file.oid);
    if (blob?.kind !== "text" || blob.text !== text) return false;
  }
  return true;
}
