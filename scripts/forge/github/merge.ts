import type { MergeRequest, MergeResult } from "../forge.ts";
import { nowOrNever } from "./client.ts";
import { GithubError } from "./error.ts";
import { listed, type Page, type PullNode, type RefNode, type StanceNode } from "./nodes.ts";
import { standing } from "./queries.ts";
import { refusal } from "./refusal.ts";
import { newlySaid } from "./reviews.ts";
import { at, type Github, refOf } from "./world.ts";

type Pull = Pick<PullNode, "state" | "merged" | "headRefOid" | "baseRefName" | "mergeCommit"> & {
  readonly reviews: Pick<Page<StanceNode>, "nodes"> | null;
};

/**
 * Merges exactly the judged head, with one request that is never repeated on its own account. GitHub takes no base to
 * compare with: base is looked at before, and afterwards what the merge really stands on.
 */
export async function mergePull(github: Github, number: number, request: MergeRequest): Promise<MergeResult> {
  const found = await now(github, number).catch((error: unknown) => {
    if (error instanceof GithubError) return { unknown: error.message };
    throw error;
  });
  if ("unknown" in found) return { kind: "unknown", why: `not merged: ${found.unknown}` };
  const { pull, base } = found;
  if (pull === null)
    return { kind: "refused", why: `there is no pull request ${number} in ${github.owner}/${github.name}` };
  if (pull.merged) return alreadyMerged(github, number, pull, request);
  const problem = whyNot(github, number, pull, base, request);
  if (problem !== null) return problem;
  try {
    const { data } = await github.client.rest.pulls.merge({
      ...at(github),
      pull_number: number,
      sha: request.head,
      merge_method: request.method,
      commit_title: request.title,
      commit_message: request.message,
      ...nowOrNever,
    });
    return await merged(github, request, data.sha);
  } catch (error) {
    const refused = refusal(error);
    if (refused !== null) return refused;
    return afterSilence(github, number, request, error);
  }
}

async function now(
  github: Github,
  number: number,
): Promise<{ readonly pull: Pull | null; readonly base: string | null }> {
  const { owner, name, baseBranch } = github;
  const doing = `to read pull request ${number}`;
  const asked = { owner, name, number, ref: refOf(baseBranch) };
  try {
    const { repository } = await github.client.query<{
      repository: { pullRequest: Pull | null; ref: RefNode | null } | null;
    }>(doing, standing, asked);
    const base = repository?.ref?.target?.oid ?? null;
    if (base !== null) github.heads.knows(baseBranch, base);
    return { pull: repository?.pullRequest ?? null, base };
  } catch (error) {
    if (error instanceof GithubError && error.reason === "not-found") return { pull: null, base: null };
    throw error;
  }
}

function whyNot(
  { baseBranch, pass }: Github,
  number: number,
  pull: Pull,
  base: string | null,
  request: MergeRequest,
): MergeResult | null {
  const short = (oid: string | null) => oid?.slice(0, 10) ?? "nothing";
  if (pull.state !== "OPEN") return { kind: "refused", why: `pull request ${number} is closed; open it again first` };
  if (pull.baseRefName !== baseBranch)
    return { kind: "moved", why: `pull request ${number} now goes to ${pull.baseRefName}; judge it again` };
  if (pull.headRefOid !== request.head)
    return {
      kind: "moved",
      why: `head is at ${short(pull.headRefOid)}, judged was ${short(request.head)}; judge it again`,
    };
  if (base !== request.base)
    return {
      kind: "moved",
      why: `${baseBranch} is at ${short(base)}, judged was ${short(request.base)}; judge it again`,
    };
  const reviews = pass.reviews.get(number);
  if (reviews !== undefined && newlySaid(reviews, listed(pull.reviews)))
    return { kind: "moved", why: "somebody reviewed it since it was read; judge it again" };
  return null;
}

async function alreadyMerged(github: Github, number: number, pull: Pull, request: MergeRequest): Promise<MergeResult> {
  if (pull.headRefOid === request.head && pull.mergeCommit !== null)
    return merged(github, request, pull.mergeCommit.oid);
  return {
    kind: "refused",
    why: `pull request ${number} is merged, at another head; open a new one for what came after`,
  };
}

/** No answer came: it was merged or it was not, and only the pull request can tell. */
async function afterSilence(
  github: Github,
  number: number,
  request: MergeRequest,
  error: unknown,
): Promise<MergeResult> {
  const what = error instanceof Error ? error.message : "no answer";
  try {
    const { pull } = await now(github, number);
    if (pull?.merged) return await alreadyMerged(github, number, pull, request);
    return { kind: "unknown", why: `GitHub did not say whether it merged (${what}); it is not merged yet` };
  } catch {
    return { kind: "unknown", why: `GitHub did not say whether it merged (${what}); the next pass looks` };
  }
}

/** What the merge stands on, from its parents. Left out where that is what was judged; null where it could not be read. */
async function merged(github: Github, request: MergeRequest, commit: string): Promise<MergeResult> {
  github.heads.knows(github.baseBranch, commit);
  const onto = await parentOf(github, request, commit).catch(() => null);
  return onto === request.base ? { kind: "merged", commit } : { kind: "merged", commit, onto };
}

/** The commit of base below the merge: as many steps down as the method made. */
async function parentOf(
  { heads }: Github,
  { method, head, base }: MergeRequest,
  commit: string,
): Promise<string | null> {
  const { repository } = heads;
  if ((await repository.commit(commit)) === null) return null;
  return heads.below(commit, method === "rebase" ? await heads.count(base, head) : 1);
}
