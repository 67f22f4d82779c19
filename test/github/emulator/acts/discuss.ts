import { invalid, notFound } from "../http/refusal.ts";
import { renderComment, renderIssue } from "../render/threads.ts";
import type { Repository } from "../state/repository.ts";
import type { Comment, Issue, Pull } from "../state/threads.ts";
import type { World } from "../state/world.ts";
import { type Doer, emit, emitPull } from "./emit.ts";
import { checkLength } from "./lengths.ts";
import { nextNumber } from "./open.ts";

export function threadAt({ threads }: Repository, number: number): Issue | Pull {
  const thread = threads.get(number);
  if (!thread) throw notFound();
  return thread;
}

export function comment(world: World, repository: Repository, number: number, body: string, by: Doer): Comment {
  checkLength("IssueComment", { body });
  if (body.trim() === "") throw invalid("IssueComment", "body", "Body cannot be blank");
  const thread = threadAt(repository, number);
  const now = world.clock.now();
  const app = by.token?.kind === "user" ? null : (by.token?.app ?? null);
  const made: Comment = {
    id: world.id(),
    thread: number,
    by: by.login,
    app,
    createdAt: now,
    updatedAt: now,
    body,
    writes: 1,
  };
  repository.comments.set(made.id, made);
  thread.updatedAt = now;
  tell(world, repository, made, "created", by);
  return made;
}

export function editComment(world: World, repository: Repository, id: number, body: string, by: Doer): Comment {
  checkLength("IssueComment", { body });
  const found = repository.comments.get(id);
  if (!found) throw notFound();
  Object.assign(found, { body, updatedAt: world.clock.now(), writes: found.writes + 1, editor: by.login });
  tell(world, repository, found, "edited", by);
  return found;
}

export function deleteComment(world: World, repository: Repository, id: number, by: Doer): void {
  const found = repository.comments.get(id);
  if (!found) throw notFound();
  repository.comments.delete(id);
  tell(world, repository, found, "deleted", by);
}

function tell(world: World, repository: Repository, made: Comment, action: string, by: Doer): void {
  const issue = renderIssue(world, repository, threadAt(repository, made.thread));
  emit(world, repository, "issue_comment", { action, issue, comment: renderComment(world, repository, made) }, by);
}

export interface IssueFields {
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
}

export function openIssue(world: World, repository: Repository, { title, body, labels }: IssueFields, by: Doer): Issue {
  checkLength("Issue", { title, body });
  const now = world.clock.now();
  const issue: Issue = {
    ...{ kind: "issue", number: nextNumber(repository), id: world.id(), author: by.login, title, body, state: "open" },
    ...{ createdAt: now, updatedAt: now, closedAt: null, stateReason: null, labels: new Set() },
  };
  repository.threads.set(issue.number, issue);
  label(world, repository, issue, labels, by);
  emit(world, repository, "issues", { action: "opened", issue: renderIssue(world, repository, issue) }, by);
  return issue;
}

/** Puts labels on; those the repository does not know yet it knows from now on. */
export function label(
  world: World,
  repository: Repository,
  thread: Issue | Pull,
  names: readonly string[],
  by: Doer,
): void {
  for (const name of names) {
    if (!repository.labels.has(name))
      repository.labels.set(name, { id: world.id(), color: "ededed", description: null });
    if (thread.labels.has(name)) continue;
    thread.labels.add(name);
    if (thread.kind === "pull") {
      emitPull(world, repository, "pull_request", thread, { action: "labeled", label: { name } }, by);
    }
  }
}

export function editIssue(
  world: World,
  repository: Repository,
  issue: Issue,
  edit: {
    readonly title?: string;
    readonly body?: string;
    readonly state?: "open" | "closed";
    readonly reason?: Issue["stateReason"];
    /** The pull request whose text says so. */
    readonly closer?: Pull;
  },
  by: Doer,
): void {
  checkLength("Issue", edit);
  const moved = edit.state !== undefined && edit.state !== issue.state;
  const now = world.clock.now();
  Object.assign(issue, {
    title: edit.title ?? issue.title,
    body: edit.body ?? issue.body,
    updatedAt: now,
    ...(edit.body !== undefined && edit.body !== issue.body ? { editor: by.login } : {}),
    ...(moved && edit.state === "closed"
      ? { closedAt: now, closedBy: by.login, closer: edit.closer ?? null, stateReason: edit.reason ?? "completed" }
      : {}),
    ...(moved && edit.state === "open" ? { closedAt: null, stateReason: "reopened" } : {}),
    state: edit.state ?? issue.state,
  });
  const action = moved ? (edit.state === "closed" ? "closed" : "reopened") : "edited";
  emit(world, repository, "issues", { action, issue: renderIssue(world, repository, issue) }, by);
}

const closing = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):? #(\d+)\b/gi;

/** Closes what the text of a merged pull request says it closes, in the name of whoever merged it. */
export function closeNamed(world: World, repository: Repository, pull: Pull, by: Doer): void {
  for (const [, number] of pull.body.matchAll(closing)) {
    const named = repository.threads.get(Number(number));
    if (named?.kind !== "issue" || named.state === "closed") continue;
    editIssue(world, repository, named, { state: "closed", closer: pull }, by);
  }
}
