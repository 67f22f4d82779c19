import type { Repository } from "../state/repository.ts";
import type { World } from "../state/world.ts";

/** Every App that may write checks gets a suite when a commit arrives. */
export function openSuites(world: World, repository: Repository, branch: string, head: string): void {
  for (const { slug, permissions, installations } of world.apps.values()) {
    if (permissions.checks !== "write" || !installations.has(repository.owner.toLowerCase())) continue;
    suiteOf(world, repository, slug, head, branch);
  }
}

/** The suite of an App on a commit, opened where there is none. */
export function suiteOf(world: World, repository: Repository, app: string, head: string, branch = "") {
  const known = [...repository.checkSuites.values()].find((suite) => suite.app === app && suite.head === head);
  const suite = known ?? { id: world.id(), app, head, branch, createdAt: world.clock.now() };
  repository.checkSuites.set(suite.id, suite);
  return suite;
}
