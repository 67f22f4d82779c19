import type { Role } from "../state/actors.ts";
import type { Repository } from "../state/repository.ts";
import type { World } from "../state/world.ts";

/** What somebody may do in a repository: the owner all, anyone may read what is public. */
export function roleOf(world: World, repository: Repository, login: string): Role {
  const given = repository.roles.get(login.toLowerCase());
  if (given) return given;
  if (login.toLowerCase() === repository.owner.toLowerCase()) return "admin";
  return world.actors.has(login.toLowerCase()) && !repository.private ? "read" : "none";
}
