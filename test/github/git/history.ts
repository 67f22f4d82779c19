import type { CommitObject } from "./commits.ts";
import { commitAt, type Git } from "./repository.ts";
import { entryAt } from "./trees.ts";

/**
 * Commits that explain a path, newest first, simplified as `git log -- PATH` does: where a commit has the path as one of
 * its parents has it, only that parent is followed. The empty path is everything.
 */
export function history(git: Git, head: string, path: string): readonly CommitObject[] {
  return git.once(`history ${head} ${path}`, () => {
    const at = (oid: string) => entryAt(git.objects, commitAt(git, oid).tree, path)?.oid;
    const found: CommitObject[] = [];
    const waiting = new Map([[head, commitAt(git, head)]]);
    const seen = new Set<string>();
    while (waiting.size > 0) {
      const commit = latest([...waiting.values()]);
      waiting.delete(commit.oid);
      seen.add(commit.oid);
      const same = path === "" ? undefined : commit.parents.find((parent) => at(parent) === at(commit.oid));
      const root = commit.parents.length === 0 && path !== "" && at(commit.oid) === undefined;
      if (same === undefined && !root) found.push(commit);
      const next = same === undefined ? commit.parents : [same];
      for (const parent of next) if (!seen.has(parent)) waiting.set(parent, commitAt(git, parent));
    }
    return found;
  });
}

const latest = (commits: readonly CommitObject[]): CommitObject =>
  commits.reduce((best, one) => (one.committer.at > best.committer.at ? one : best));
