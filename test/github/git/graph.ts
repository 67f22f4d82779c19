import type { CommitObject } from "./commits.ts";
import { commitAt, type Git } from "./repository.ts";

/** A commit and everything it stands on. */
export function ancestors(git: Git, oid: string): ReadonlySet<string> {
  return git.once(`ancestors ${oid}`, () => {
    const found = new Set<string>([oid]);
    for (const one of found) for (const parent of commitAt(git, one).parents) found.add(parent);
    return found;
  });
}

/** The best common ancestors: those that no other common ancestor stands on. Latest first. */
export function mergeBases(git: Git, a: string, b: string): readonly string[] {
  return git.once(`bases ${a} ${b}`, () => {
    const [ours, theirs] = [ancestors(git, a), ancestors(git, b)];
    const common = [...ours].filter((oid) => theirs.has(oid));
    const below = new Set(common.flatMap((oid) => commitAt(git, oid).parents));
    const time = (oid: string) => commitAt(git, oid).committer.at.toMillis();
    return common.filter((oid) => !below.has(oid)).sort((x, y) => time(y) - time(x));
  });
}

export const mergeBase = (git: Git, a: string, b: string): string | null => mergeBases(git, a, b)[0] ?? null;

/** Commits of head that base does not have, parents before children. */
export function between(git: Git, base: string, head: string): readonly CommitObject[] {
  return git.once(`between ${base} ${head}`, () => {
    const known = ancestors(git, base);
    const seen = new Set<string>();
    const order: CommitObject[] = [];
    const visit = (oid: string) => {
      if (known.has(oid) || seen.has(oid)) return;
      seen.add(oid);
      const commit = commitAt(git, oid);
      for (const parent of commit.parents) visit(parent);
      order.push(commit);
    };
    visit(head);
    return order;
  });
}

/** The commit, its first parent, that one's first parent, and so on. */
export function* firstParents(git: Git, oid: string): Generator<CommitObject> {
  for (let next: string | undefined = oid; next !== undefined; ) {
    const commit: CommitObject = commitAt(git, next);
    yield commit;
    next = commit.parents[0];
  }
}
