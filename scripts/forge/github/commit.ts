import type { CommitRequest, CommitResult } from "../forge.ts";
import { branchFor, commitOf, holds, tipOf } from "./branch.ts";
import { explained, graphqlProblems, inDoubt } from "./error.ts";
import { commitOnBranch } from "./queries.ts";
import type { Github } from "./world.ts";

/**
 * Commits files onto a branch that must still be where it was expected. GitHub makes the commit, signs it, and compares
 * and swaps the branch itself, so that of several who try exactly one succeeds, and a second try after a lost answer
 * finds the first.
 */
export async function commitFiles(github: Github, request: CommitRequest): Promise<CommitResult> {
  const { branch, from, files } = request;
  const problem = await whyNotFiles(github, request.expected ?? from, files);
  if (problem !== null) return { kind: "refused", why: problem };
  const start =
    request.expected === null ? await branchFor(github, request) : { kind: "at" as const, tip: request.expected };
  if (start.kind !== "at") return start;
  const { tip } = start;
  for (let left = 3; ; left -= 1) {
    try {
      const { createCommitOnBranch: made } = await github.client.mutate<{
        createCommitOnBranch: { commit: { oid: string } | null } | null;
      }>(commitOnBranch, { input: inputOf(github, request, tip) });
      if (made?.commit) return done(github, branch, made.commit.oid);
      return { kind: "refused", why: `GitHub made no commit on ${branch} and does not say why` };
    } catch (error) {
      const refused = refusalOf(error, branch);
      if (refused?.kind === "refused") return refused;
      const found = await made(github, request, tip);
      if (found !== null) return done(github, branch, found);
      if (refused !== null) return refused;
      if (left === 1) throw explained(`to commit to ${branch}`, error);
    }
  }
}

function done({ heads, baseBranch, pass }: Github, branch: string, commit: string): CommitResult {
  if (branch === baseBranch) heads.knows(branch, commit);
  for (const [number, { node }] of pass.seen) if (node.headRefName === branch) pass.seen.delete(number);
  return { kind: "committed", commit };
}

function inputOf({ owner, name }: Github, { branch, message, files }: CommitRequest, expectedHeadOid: string) {
  const [headline, ...body] = message.split("\n");
  return {
    branch: { repositoryNameWithOwner: `${owner}/${name}`, branchName: branch },
    expectedHeadOid,
    message: { headline: headline!.trim(), body: body.join("\n").trim() },
    fileChanges: {
      additions: files.map(({ path, text }) => ({ path, contents: Buffer.from(text).toString("base64") })),
    },
  };
}

/** What GitHub's refusal means; null where it may have been done, or may be tried again. */
function refusalOf(error: unknown, branch: string): Exclude<CommitResult, { kind: "committed" }> | null {
  if (inDoubt(error)) return null;
  const problems = graphqlProblems(error);
  const [problem] = problems ?? [];
  const stale = problem?.type === "STALE_DATA" || /expected branch to point to/i.test(problem?.message ?? "");
  const nowhere = problem?.type === "NOT_FOUND" || /no ref|does not exist|not found/i.test(problem?.message ?? "");
  if (stale || nowhere)
    return { kind: "moved", why: `${branch} is not where it was: ${problem!.message}; read it again` };
  const { message } = explained(`to commit to ${branch}`, error);
  return { kind: "refused", why: message };
}

/** The commit on the branch that is ours word for word, where an answer was lost. */
async function made(github: Github, { branch, message, files }: CommitRequest, parent: string): Promise<string | null> {
  const tip = await tipOf(github, branch);
  if (tip === null || tip === parent) return null;
  const found = await commitOf(github, tip);
  const ours = found.by === github.me && found.parents[0] === parent && found.parents.length === 1;
  if (!ours || found.message.trim() !== message.trim()) return null;
  return (await holds(github, tip, files)) ? tip : null;
}

/** Nothing is written over or through what is not a regular file. */
async function whyNotFiles({ heads }: Github, at: string, files: CommitRequest["files"]): Promise<string | null> {
  if ((await heads.repository.commit(at)) === null) return `there is no commit ${at.slice(0, 10)} to start from`;
  for (const { path } of files) {
    const there = await heads.repository.tree(at, path);
    const odd = there.find((one) => one.path !== path || one.kind !== "file");
    if (odd !== undefined)
      return `${path} is a link, a folder or a submodule at ${at.slice(0, 10)}; make it a regular file first`;
  }
  return null;
}
