import { type Context, failure, permit, reaches } from "./context.ts";
import { actorNode } from "./nodes/actor.ts";
import { nodeById } from "./nodes/by-id.ts";
import { organizationNode } from "./nodes/organization.ts";
import { repositoryNode } from "./nodes/repository.ts";

/** The entries of the graph for those who read. */
export const queries = {
  __typename: "Query",
  repository({ owner, name }: { readonly owner: string; readonly name: string }, context: Context) {
    const found = context.world.repositories.get(`${owner}/${name}`.toLowerCase());
    if (!found || !reaches(context, found)) {
      throw failure("NOT_FOUND", `Could not resolve to a Repository with the name '${owner}/${name}'.`);
    }
    permit(context, "metadata:read");
    return repositoryNode(context, found);
  },
  organization({ login }: { readonly login: string }, context: Context) {
    const actor = context.world.actors.get(login.toLowerCase());
    if (actor?.type !== "Organization") {
      throw failure("NOT_FOUND", `Could not resolve to an Organization with the login of '${login}'.`);
    }
    return organizationNode(context, actor);
  },
  nodes: ({ ids }: { readonly ids: readonly string[] }, context: Context) => ids.map((id) => nodeById(context, id)),
  viewer(_: unknown, context: Context) {
    if (context.by.token.kind !== "user") throw failure("FORBIDDEN", "Resource not accessible by integration");
    return actorNode(context, context.by.login);
  },
  rateLimit(_: unknown, context: Context) {
    const { limit, remaining, used, reset } = context.left();
    const resetAt = new Date(reset * 1000).toISOString();
    return { limit, remaining, used, resetAt, cost: context.cost, nodeCount: context.nodes };
  },
} as const;
