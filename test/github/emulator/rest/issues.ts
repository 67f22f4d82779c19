import * as acts from "../acts/discuss.ts";
import { editPull } from "../acts/open.ts";
import { renderIssue } from "../render/threads.ts";
import type { Issue, Pull } from "../state/threads.ts";
import { type Call, created, type Handler, ok, page, repositoryOf } from "./call.ts";

export const threadOf = (call: Call) => acts.threadAt(repositoryOf(call), Number(call.params.issue_number));

type Name = string | { readonly name: string };
export const namesOf = (labels: readonly Name[]) =>
  labels.map((label) => (typeof label === "string" ? label : label.name));

export const getIssue: Handler = (call) => ok(renderIssue(call.world, repositoryOf(call), threadOf(call)));

/** Issues and pull requests alike, newest first. */
export const listIssues: Handler = (call) => {
  const repository = repositoryOf(call);
  const { state = "open", labels = "", creator, since, direction = "desc" } = call.query;
  const wanted = labels.split(",").filter(Boolean);
  const found = [...repository.threads.values()]
    .filter((thread) => state === "all" || thread.state === state)
    .filter((thread) => wanted.every((label) => thread.labels.has(label)))
    .filter((thread) => creator === undefined || thread.author === creator)
    .filter((thread) => since === undefined || thread.updatedAt.toMillis() >= Date.parse(since));
  const sorted = direction === "asc" ? found : found.toReversed();
  return page(call, sorted, (thread) => renderIssue(call.world, repository, thread));
};

export const createIssue: Handler = (call) => {
  const repository = repositoryOf(call);
  const { title, body = "", labels = [] } = call.body as { title: string; body?: string; labels?: readonly Name[] };
  const issue = acts.openIssue(call.world, repository, { title, body, labels: namesOf(labels) }, call.by);
  return created(renderIssue(call.world, repository, issue));
};

export const updateIssue: Handler = (call) => {
  const repository = repositoryOf(call);
  const thread = threadOf(call);
  const { labels, ...edit } = call.body as Edit;
  if (labels) {
    thread.labels.clear();
    acts.label(call.world, repository, thread, namesOf(labels), call.by);
  }
  if (thread.kind === "pull") editPull(call.world, repository, thread, pullEdit(edit), call.by);
  else
    acts.editIssue(
      call.world,
      repository,
      thread,
      { ...edit, body: edit.body ?? thread.body, reason: edit.state_reason ?? null },
      call.by,
    );
  return ok(renderIssue(call.world, repository, thread as Issue | Pull));
};

interface Edit {
  readonly title?: string;
  readonly body?: string;
  readonly state?: "open" | "closed";
  readonly state_reason?: Issue["stateReason"];
  readonly labels?: readonly Name[];
}

const pullEdit = ({ state_reason: _, ...edit }: Omit<Edit, "labels">) => edit;
