import { type Context, permit, reaches } from "../context.ts";
import { commentNode } from "./issue.ts";

/** What has this node id and may be seen. Only comments are asked for in this way. */
export function nodeById(context: Context, id: string): object | null {
  for (const repository of context.world.repositories.values()) {
    const comment = [...repository.comments.values()].find((one) => `IC_${one.id}` === id);
    if (comment === undefined || !reaches(context, repository)) continue;
    permit(context, "pull_requests:read", "issues:read");
    return commentNode(context, repository, comment);
  }
  return null;
}
