import type { PullRequest } from "../../flag/review.ts";
import { arrivalOf } from "./arrival.ts";
import { describe } from "./describe.ts";
import { GithubError } from "./error.ts";
import { readFacts } from "./facts.ts";
import { keyed } from "./issues.ts";
import {
  type CommentNode,
  type IssueNode,
  lastCheck,
  listed,
  type Page,
  type PullNode,
  type RefNode,
} from "./nodes.ts";
import { moreComments, onePull, snapshot } from "./queries.ts";
import { allReviews } from "./reviews.ts";
import { type Github, refOf, type Seen } from "./world.ts";

/** So many pull requests come with one request; fewer where GitHub cannot answer for so many at once. */
const pageSizes = [50, 10];
/** More open pull requests than this are not judged at all, rather than some of them. */
const mostPulls = 1000;
/** Pages of 100 comments that are searched for ours. */
const commentPages = 20;

interface SnapshotAnswer {
  readonly repository: {
    readonly ref: RefNode | null;
    readonly pullRequests: Page<PullNode>;
    readonly issues: Page<IssueNode>;
  } | null;
}

export const variables = ({ owner, name, baseBranch, app, check }: Github) => {
  return { owner, name, ref: refOf(baseBranch), app: app.id, check };
};

/** All open pull requests against the base branch, by number, in one request for every fifty of them. */
export async function openPulls(github: Github): Promise<readonly PullRequest[]> {
  const { tip, nodes } = await readAll(github);
  const numbered = [...nodes].sort((a, b) => a.number - b.number);
  const heads = new Map(numbered.toReversed().map(({ number, headRefOid }) => [headRefOid, number]));
  const failed = await github.heads.bring(tip, new Map(numbered.map(({ number, headRefOid }) => [number, headRefOid])));
  github.pass.seen.clear();
  const pulls: PullRequest[] = [];
  for (const node of numbered) {
    const sharesHead = heads.get(node.headRefOid) !== node.number;
    const unreadable: string[] = [];
    const problem = failed.get(node.number);
    if (problem !== undefined) unreadable.push(problem);
    if (sharesHead) {
      const other = heads.get(node.headRefOid);
      unreadable.push(
        `its head commit is that of #${other} too, and a check speaks for a commit; close one of the two`,
      );
    }
    const seen = await look(github, node, sharesHead).catch((error: unknown) => why(error, unreadable));
    if (seen === null) {
      pulls.push(describe(github, node, tip, { reviews: [], pushedAt: null, pushers: [], unreadable }));
      continue;
    }
    pulls.push(await pullRequestOf(github, seen, tip, unreadable));
  }
  return pulls;
}

/** A GithubError of one pull request is its own trouble; anything else is everybody's. */
function why(error: unknown, unreadable: string[]): null {
  if (!(error instanceof GithubError)) throw error;
  unreadable.push(error.message);
  return null;
}

async function pullRequestOf(github: Github, seen: Seen, tip: string, unreadable: string[]): Promise<PullRequest> {
  const { node } = seen;
  const ours = concernsUs(github, node);
  const told = (error: unknown) => why(error, unreadable);
  const reviews = ours ? ((await allReviews(github, node).catch(told)) ?? []) : [];
  github.pass.reviews.set(node.number, reviews);
  const arrival = ours ? await arrivalOf(github, seen).catch(told) : null;
  const { pushedAt = null, pushers = [] } = arrival ?? {};
  const found = arrival && { pull: node.number, judged: seen.facts?.judged ?? null, ...arrival };
  github.pass.seen.set(node.number, { ...seen, facts: found ?? seen.facts });
  return describe(github, node, tip, { reviews, pushedAt, pushers, unreadable });
}

/** The list of files GitHub gives may be cut: only a whole one can say that nothing of ours is in it. */
function concernsUs({ concerns }: Github, { files, changedFiles }: PullNode): boolean {
  const paths = listed(files).map(({ path }) => path);
  return paths.some(concerns) || paths.length < changedFiles || paths.length === 0;
}

async function readAll(github: Github): Promise<{ readonly tip: string; readonly nodes: readonly PullNode[] }> {
  const nodes: PullNode[] = [];
  let after: string | null = null;
  for (;;) {
    const repository: NonNullable<SnapshotAnswer["repository"]> = await readPage(github, after);
    const tip = repository.ref?.target?.oid;
    if (tip === undefined) {
      throw new GithubError("not-found", `${where(github)} has no branch ${github.baseBranch}; name the base branch`);
    }
    nodes.push(...listed(repository.pullRequests));
    if (after === null) rememberIssues(github, repository.issues);
    const { hasNextPage, endCursor } = repository.pullRequests.pageInfo;
    if (!hasNextPage || endCursor === null) return { tip, nodes };
    after = endCursor;
    if (nodes.length >= mostPulls) {
      throw new GithubError("too-much", `${where(github)} has more than ${mostPulls} open pull requests; close some`);
    }
  }
}

const where = ({ owner, name }: Github) => `${owner}/${name}`;

async function readPage(github: Github, after: string | null) {
  const doing = `to read the open pull requests of ${where(github)}`;
  const [most, fewer] = pageSizes as [number, number];
  const read = async (first: number) => {
    const { baseBranch: base, label } = github;
    const asked = { ...variables(github), base, label, first, after };
    const { repository } = await github.client.query<SnapshotAnswer>(doing, snapshot, asked);
    if (repository !== null) return repository;
    throw new GithubError("not-found", `there is no repository ${where(github)}, or the token may not read it`);
  };
  try {
    return await read(most);
  } catch (error) {
    if (!(error instanceof GithubError) || error.reason !== "unreachable" || error.status === null) throw error;
    return read(fewer);
  }
}

/** A list that is not whole is asked for again by whoever needs it. */
function rememberIssues({ pass, label }: Github, issues: Page<IssueNode>): void {
  if (!issues.pageInfo.hasNextPage) pass.issues.set(label, Promise.resolve(keyed(listed(issues))));
}

/** One pull request by its number, or null where there is none. */
export async function lookAt(github: Github, number: number): Promise<Seen | null> {
  const doing = `to read pull request ${number} of ${where(github)}`;
  const asked = { ...variables(github), number };
  const answer = await github.client
    .query<{ repository: { pullRequest: PullNode | null } | null }>(doing, onePull, asked)
    .catch((error: unknown) => {
      if (error instanceof GithubError && error.reason === "not-found") return null;
      throw error;
    });
  const node = answer?.repository?.pullRequest ?? null;
  if (node === null) return null;
  const before = github.pass.seen.get(number);
  const seen = await look(github, node, before?.sharesHead ?? false);
  const same = before?.node.headRefOid === node.headRefOid;
  const kept = { ...seen, facts: same ? before.facts : seen.facts };
  github.pass.seen.set(number, kept);
  return kept;
}

async function look(github: Github, node: PullNode, sharesHead: boolean): Promise<Seen> {
  const commit = listed(node.commits).at(-1)?.commit;
  const check = commit?.oid === node.headRefOid ? lastCheck(commit) : null;
  const facts = github.app.own && check?.text ? readFacts(check.text) : null;
  return {
    node,
    check,
    sharesHead,
    facts: usable(facts, node, check?.startedAt ?? null),
    comments: await ours(github, node),
  };
}

/** What was written down holds until the head branch was moved by force: then it may have come back to where it was. */
function usable(facts: Seen["facts"], node: PullNode, written: string | null): Seen["facts"] {
  if (facts === null || written === null || facts.pull !== node.number) return null;
  const moved = listed(node.timelineItems).at(-1)?.createdAt;
  return moved !== undefined && Date.parse(moved) >= Date.parse(written) ? null : facts;
}

async function ours(github: Github, { number, comments }: PullNode): Promise<readonly string[]> {
  const found: CommentNode[] = [...listed(comments)];
  let page = comments.pageInfo;
  for (let pages = 1; page.hasNextPage && found.every(({ viewerDidAuthor }) => !viewerDidAuthor); pages += 1) {
    if (pages >= commentPages) {
      throw new GithubError("too-much", `our comment is not among the first ${commentPages * 100} of #${number}`);
    }
    const { owner, name } = github;
    const asked = { owner, name, number, after: page.endCursor };
    const doing = `to read the comments of pull request ${number}`;
    const answer = await github.client.query<{
      repository: { pullRequest: { comments: Page<CommentNode> } };
    }>(doing, moreComments, asked);
    const more = answer.repository.pullRequest.comments;
    found.push(...listed(more));
    page = more.pageInfo;
  }
  return found.filter(({ viewerDidAuthor }) => viewerDidAuthor).map(({ id }) => id);
}
