import { fileAt } from "../../git/repository.ts";
import { roleOf } from "../acts/roles.ts";
import { atLeast } from "../state/actors.ts";
import { type Repository, tip } from "../state/repository.ts";
import type { World } from "../state/world.ts";

const path = ".github/CODEOWNERS";

/** What GitHub finds wrong with the code owners file of the default branch. */
export function codeownersErrors(world: World, repository: Repository) {
  const main = tip(repository, repository.defaultBranch);
  const text = main === null ? null : fileAt(repository.git, main, path);
  return (text?.toString("utf8") ?? "").split("\n").flatMap((source, at) => {
    const [pattern = "", ...owners] = source.replace(/#.*/, "").trim().split(/\s+/);
    const error = (kind: string, part: string, suggestion: string | null) => ({
      ...{ line: at + 1, column: source.indexOf(part) + 1, kind, source, path, suggestion },
      message: `${kind} on line ${at + 1}: ${source}`,
    });
    if (/^!|[[\]]/.test(pattern)) return [error("Invalid pattern", pattern, null)];
    return owners
      .filter((owner) => !knownOwner(world, repository, owner))
      .map((owner) =>
        error("Unknown owner", owner, `make sure ${owner} exists and has write access to the repository`),
      );
  });
}

function knownOwner(world: World, repository: Repository, owner: string): boolean {
  const name = owner.replace(/^@/, "").toLowerCase();
  if (world.teams.has(name)) return true;
  const actor = world.actors.get(name);
  return actor !== undefined && atLeast(roleOf(world, repository, actor.login), "write");
}
