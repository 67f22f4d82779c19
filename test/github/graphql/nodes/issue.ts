import { pageOf } from "../../emulator/render/repositories.ts";
import { pageOfThread } from "../../emulator/render/threads.ts";
import { iso } from "../../emulator/state/clock.ts";
import type { Repository } from "../../emulator/state/repository.ts";
import type { Comment, Issue } from "../../emulator/state/threads.ts";
import { connection, type Range } from "../connection.ts";
import type { Context } from "../context.ts";
import { actorNode, small } from "./actor.ts";
import { pullNode } from "./pull.ts";

export function issueNode(context: Context, repository: Repository, issue: Issue): object {
  const { id, number, title, body, state, labels, createdAt, updatedAt, closedAt, editor } = issue;
  const comments = [...repository.comments.values()].filter(({ thread }) => thread === number);
  return {
    ...{ __typename: "Issue", id: `I_${id}`, databaseId: small(id), fullDatabaseId: String(id), number, title, body },
    ...{ state: state.toUpperCase(), closed: state === "closed", url: pageOfThread(repository, issue) },
    ...{ createdAt: iso(createdAt), updatedAt: iso(updatedAt), closedAt: closedAt ? iso(closedAt) : null },
    ...{ stateReason: issue.stateReason?.toUpperCase() ?? null, includesCreatedEdit: editor !== undefined },
    lastEditedAt: editor === undefined ? null : iso(updatedAt),
    author: () => actorNode(context, issue.author),
    editor: () => actorNode(context, editor ?? null),
    timelineItems: (range: Range) => connection(closings(context, repository, issue), range, (event) => event),
    labels: (range: Range) => connection([...labels], range, (name) => labelNode(repository, name)),
    comments: (range: Range) => connection(comments, range, (comment) => commentNode(context, repository, comment)),
  };
}

/** The last time it was closed is all that is remembered. */
function closings(context: Context, repository: Repository, issue: Issue): readonly object[] {
  const { closedBy, closedAt, closer, stateReason } = issue;
  if (closedBy === undefined || closedAt === null) return [];
  return [
    {
      ...{ __typename: "ClosedEvent", createdAt: iso(closedAt), stateReason: stateReason?.toUpperCase() ?? null },
      actor: () => actorNode(context, closedBy),
      closer: () => (closer ? pullNode(context, repository, closer) : null),
    },
  ];
}

export function commentNode(context: Context, repository: Repository, comment: Comment): object {
  const { id, by, body, createdAt, updatedAt, thread, writes } = comment;
  return {
    ...{ __typename: "IssueComment", id: `IC_${id}`, databaseId: small(id), fullDatabaseId: String(id), body },
    ...{ createdAt: iso(createdAt), updatedAt: iso(updatedAt), isMinimized: false },
    ...{ lastEditedAt: writes > 1 ? iso(updatedAt) : null, includesCreatedEdit: writes > 1 },
    url: `${pageOf(repository)}/issues/${thread}#issuecomment-${id}`,
    viewerDidAuthor: by === context.by.login,
    author: () => actorNode(context, by),
    editor: () => actorNode(context, comment.editor ?? null),
  };
}

export function labelNode(repository: Repository, name: string): object {
  const { id, color, description } = repository.labels.get(name)!;
  return { __typename: "Label", id: `LA_${id}`, name, color, description };
}
