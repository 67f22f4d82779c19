import { type Need, type OperationId, operations, type Permission } from "../../openapi/operations.ts";
import { roleOf } from "../acts/roles.ts";
import { atLeast, type Role } from "../state/actors.ts";
import type { Repository } from "../state/repository.ts";
import { grants, type Token } from "../state/tokens.ts";
import type { World } from "../state/world.ts";
import { forbidden, notFound, Refusal } from "./refusal.ts";

export const needOf = (operation: string): Need => operations[operation as OperationId] ?? [];

/** Throws where an App's or a job's token lacks every permission that would do; notes the one that did. */
export function demand(token: Token, need: Need): void {
  if (token.permissions === null || need.length === 0) return;
  const granted = need.find((permission) => grants(token.permissions!, permission));
  if (granted === undefined) throw forbidden(need);
  if (granted !== "metadata:read") token.used.add(granted);
}

/** What anyone who may read may also write, and what takes more than that. */
const roleFor: Readonly<Record<string, Role>> = {
  "issues/create": "read",
  "issues/create-comment": "read",
  "issues/update-comment": "read",
  "pulls/create": "read",
  "pulls/create-review": "read",
  "issues/add-labels": "triage",
  "issues/remove-label": "triage",
  "issues/set-labels": "triage",
};

/** Throws where a person's role in the repository is not enough. */
export function demandRole(
  world: World,
  repository: Repository | undefined,
  token: Token,
  operation: string,
  need: Need,
): void {
  if (token.permissions !== null || token.kind !== "user" || !repository) return;
  const role = roleOf(world, repository, token.login);
  if (role === "none") throw notFound();
  if (!atLeast(role, roleFor[operation] ?? roleOfNeed(need[0]))) {
    throw new Refusal(403, "Resource not accessible by personal access token");
  }
}

function roleOfNeed(need: Permission | undefined): Role {
  if (/^(administration|secrets|variables):/.test(need ?? "")) return "admin";
  return need?.endsWith(":write") ? "write" : "read";
}
