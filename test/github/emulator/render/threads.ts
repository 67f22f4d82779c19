import { iso } from "../state/clock.ts";
import type { Repository } from "../state/repository.ts";
import type { Comment, Issue, Pull, Review } from "../state/threads.ts";
import type { World } from "../state/world.ts";
import { apiOf, pageOf, renderRepository } from "./repositories.ts";
import { renderApp, renderUser } from "./users.ts";

export const pageOfThread = (repository: Repository, thread: Issue | Pull) =>
  `${pageOf(repository)}/${thread.kind === "pull" ? "pull" : "issues"}/${thread.number}`;

export function renderLabels(repository: Repository, labels: Iterable<string>) {
  return [...labels].map((name) => {
    const label = repository.labels.get(name)!;
    return { ...label, name, node_id: `LA_${label.id}`, url: `${apiOf(repository)}/labels/${name}`, default: false };
  });
}

/** An issue, or a pull request as `/issues` shows it. */
export function renderIssue(world: World, repository: Repository, thread: Issue | Pull): unknown {
  const { number, id, title, body, state, author, labels, createdAt, updatedAt, closedAt } = thread;
  const url = `${apiOf(repository)}/issues/${number}`;
  const pull = { url: `${apiOf(repository)}/pulls/${number}`, html_url: pageOfThread(repository, thread) };
  return world.contract.build("issue", {
    ...{ id, node_id: `I_${id}`, number, title, body, state, url, html_url: pageOfThread(repository, thread) },
    ...(thread.kind === "pull"
      ? { pull_request: { ...pull, diff_url: null, patch_url: null }, state_reason: null }
      : { state_reason: thread.stateReason }),
    user: renderUser(world, author),
    labels: renderLabels(repository, labels),
    created_at: iso(createdAt),
    updated_at: iso(updatedAt),
    closed_at: closedAt ? iso(closedAt) : null,
    closed_by: thread.kind === "issue" && thread.closedBy ? renderUser(world, thread.closedBy) : null,
    comments: [...repository.comments.values()].filter(({ thread }) => thread === number).length,
    author_association: "CONTRIBUTOR",
    repository_url: apiOf(repository),
  });
}

export function renderComment(world: World, repository: Repository, comment: Comment): unknown {
  const { id, thread, by, app, body, createdAt, updatedAt } = comment;
  return world.contract.build("issue-comment", {
    ...{ id, node_id: `IC_${id}`, body, user: renderUser(world, by) },
    ...(app === null ? {} : { performed_via_github_app: renderApp(world, app) }),
    created_at: iso(createdAt),
    updated_at: iso(updatedAt),
    url: `${apiOf(repository)}/issues/comments/${id}`,
    html_url: `${pageOf(repository)}/issues/${thread}#issuecomment-${id}`,
    issue_url: `${apiOf(repository)}/issues/${thread}`,
    author_association: "MEMBER",
  });
}

export function renderReview(world: World, repository: Repository, pull: Pull, review: Review): unknown {
  const { id, by, body, state, commit, submittedAt } = review;
  const url = `${apiOf(repository)}/pulls/${pull.number}`;
  const page = `${pageOfThread(repository, pull)}#pullrequestreview-${id}`;
  return {
    ...{ id, node_id: `PRR_${id}`, user: renderUser(world, by), body, state, commit_id: commit },
    ...(submittedAt ? { submitted_at: iso(submittedAt) } : {}),
    html_url: page,
    pull_request_url: url,
    author_association: "MEMBER",
    _links: { html: { href: page }, pull_request: { href: url } },
  };
}

/** The ends of a pull request. */
export function renderEnds(world: World, repository: Repository, pull: Pull, baseOid: string) {
  const { head, base } = pull;
  const end = (owner: Repository, ref: string, sha: string) => ({
    label: `${owner.owner}:${ref}`,
    ref,
    sha,
    repo: renderRepository(world, owner),
    user: renderUser(world, owner.owner),
  });
  return { head: end(head.repository, head.ref, pull.headOid), base: end(repository, base, baseOid) };
}
