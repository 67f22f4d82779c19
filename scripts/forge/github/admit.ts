import type { Admission } from "../forge.ts";
import { commitOf } from "./branch.ts";
import { loginOf } from "./describe.ts";
import { explained } from "./error.ts";
import { readFacts } from "./facts.ts";
import { keyOf } from "./issues.ts";
import { type CheckNode, type CommitNode, lastCheck, listed, type Who } from "./nodes.ts";
import { accepted, provenance } from "./queries.ts";
import { at, type Github } from "./world.ts";

interface Origin {
  readonly number: number;
  readonly merged: boolean;
  readonly baseRefName: string;
  readonly headRefOid: string;
  readonly mergeCommit: { readonly oid: string } | null;
  readonly commits: {
    readonly totalCount: number;
    readonly nodes: readonly ({ readonly commit: CommitNode } | null)[];
  };
}

/** Whether a commit of the base branch came through the gate, or was let in by somebody who may change the rules. */
export async function admissionOf(github: Github, commit: string, label: string): Promise<Admission> {
  const own = await throughGate(github, commit);
  if (own.kind === "admitted") return own;
  const by = await letIn(github, commit, label);
  return by ?? own;
}

async function throughGate(github: Github, commit: string): Promise<Admission> {
  const { client, owner, name, app, check, baseBranch } = github;
  const doing = `to find where commit ${commit.slice(0, 10)} comes from`;
  const answer = await client.query<{
    repository: { object: { associatedPullRequests?: { nodes: readonly (Origin | null)[] } | null } | null } | null;
  }>(doing, provenance, { owner, name, oid: commit, app: app.id, check });
  const pulls = listed(answer.repository?.object?.associatedPullRequests ?? null);
  const merged = pulls.find((pull) => pull.merged && pull.baseRefName === baseBranch && pull.mergeCommit !== null);
  if (merged === undefined) return byUs(github, commit);
  const depth = await depthOf(github, commit, merged);
  if (depth === null) return refused(`it is not the merge of #${merged.number}, only a commit that was in it`);
  const head = listed(merged.commits).at(-1)?.commit;
  // Anybody can open a pull request of the same head: what was said of that one takes nothing from this.
  const ours = (run: CheckNode) => factsIn(run)?.pull === merged.number;
  const run = head?.oid === merged.headRefOid ? lastCheck(head, ours) : null;
  if (run?.conclusion !== "SUCCESS") {
    const had = run === null ? "has no check" : `has the check ${run.conclusion ?? run.status}`;
    return refused(
      `#${merged.number} was merged, but its head ${merged.headRefOid.slice(0, 10)} ${had} ${check} of our App for it`,
    );
  }
  const judged = factsIn(run)?.judged ?? null;
  if (judged === null) return refused(`the check on the head of #${merged.number} does not say what was judged`);
  const spans = await spansOf(github, merged, depth);
  return { kind: "admitted", because: `it is the merge of #${merged.number} at Go`, judged, spans };
}

const factsIn = ({ text }: CheckNode) => (text === null ? null : readFacts(text));

/**
 * A merge or a squash is one step on base, a rebase as many as it has commits: which it was nothing tells. Only a span
 * with the commit in it speaks for it: what lies below was on base before.
 */
async function spansOf({ heads }: Github, { mergeCommit, commits }: Origin, depth: number) {
  const to = mergeCommit!.oid;
  const steps = [...new Set([1, Math.max(1, commits.totalCount)])].filter((step) => step > depth);
  const from = await Promise.all(steps.map((step) => heads.below(to, step)));
  return from.flatMap((oid) => (oid === null ? [] : [{ from: oid, to }]));
}

/** How many steps below the merge a commit is, as far as a rebase may have put it on base; null where it is not. */
async function depthOf({ heads }: Github, commit: string, { mergeCommit, commits }: Origin): Promise<number | null> {
  const last = mergeCommit!.oid;
  for (let step = 0; step < Math.max(1, commits.totalCount); step += 1) {
    if ((await heads.below(last, step)) === commit) return step;
  }
  return null;
}

/** A revert that we committed to base ourselves: GitHub signs what an App commits through its API, and nobody else's. */
async function byUs(github: Github, commit: string): Promise<Admission> {
  const { by, signed } = await commitOf(github, commit);
  if (signed && by === github.app.login) return { kind: "admitted", because: "it is a commit of our own", own: true };
  return refused(`it is not the merge of a pull request; @${by ?? "somebody"} put it on ${github.baseBranch} directly`);
}

const refused = (why: string): Admission => ({ kind: "refused", why });

interface Closed {
  readonly number: number;
  readonly body: string;
  readonly stateReason: string | null;
  readonly lastEditedAt: string | null;
  readonly author: Who | null;
  readonly editor: Who | null;
  readonly timelineItems: { readonly nodes: readonly (Closing | null)[] | null };
}

interface Closing {
  readonly actor?: Who | null;
  /** What closed it, where no person did: `Fixes #12` in somebody's pull request or commit. */
  readonly closer?: object | null;
}

/** Roles that may change the branch's rules anyway: letting a commit in gives them no power that they do not have. */
const owners = ["admin", "maintain"];

/** An incident issue of ours, closed as completed by an owner: the way in for an emergency, and on record. */
async function letIn(github: Github, commit: string, label: string): Promise<Admission | null> {
  const { client, owner, name } = github;
  const answer = await client.query<{ repository: { issues: { nodes: readonly (Closed | null)[] } } | null }>(
    `to read the issues labelled ${label}`,
    accepted,
    { owner, name, label },
  );
  for (const issue of listed(answer.repository?.issues ?? null)) {
    if (!isOurs(github, issue) || keyOf(issue.body) !== commit) continue;
    const closer = closerOf(issue);
    if (closer === null) continue;
    const { data } = await client.rest.repos
      .getCollaboratorPermissionLevel({ ...at(github), username: closer })
      .catch((error: unknown) => {
        throw explained(`to read what @${closer} may do`, error);
      });
    if (!owners.includes(data.role_name)) continue;
    return { kind: "admitted", because: `@${closer} let it in by closing #${issue.number}`, letIn: true };
  }
  return null;
}

/** Everyone with write access may edit our text: only as we wrote it does it say which commit an owner let in. */
function isOurs({ app }: Github, { author, editor, lastEditedAt }: Closed): boolean {
  return loginOf(author) === app.login && (lastEditedAt === null || loginOf(editor) === app.login);
}

/**
 * The person who closed an issue as completed, by hand: who merges `Fixes #12` closes it in their name without a look
 * at it. Null where it was closed otherwise, or by a bot.
 */
function closerOf({ stateReason, timelineItems }: Closed): string | null {
  const last = listed(timelineItems).at(-1);
  const byHand = stateReason === "COMPLETED" && last?.closer === null && last.actor?.__typename === "User";
  return byHand ? loginOf(last.actor) : null;
}
