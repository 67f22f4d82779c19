import type { Repository } from "./forge.ts";
import { readBlobs } from "./git/blobs.ts";
import { commits } from "./git/commits.ts";
import { compare, isAncestor, mergeBase, withIds } from "./git/compare.ts";
import { grep } from "./git/grep.ts";
import { history } from "./git/history.ts";
import type { Login } from "./git/login.ts";
import { openGit } from "./git/open.ts";
import { remember } from "./git/remember.ts";
import { type Git, gitIn } from "./git/run.ts";
import { diff, tree } from "./git/trees.ts";

export { GitError } from "./git/error.ts";

export interface RepositoryOptions {
  /** Logins by e-mail address, for authors whose address does not begin with their login. */
  readonly logins?: Login;
}

/**
 * The git repository at a folder (its top folder, or a bare one), read by plumbing: nothing is checked out and nothing
 * in it is run. Its methods throw a GitError, with the place and the way out, where git cannot answer.
 */
export async function openRepository(root: string, options: RepositoryOptions = {}): Promise<Repository> {
  return repositoryOf(await openGit(root), options);
}

/** Makes an empty repository in a folder that exists, with a first branch that has no commit yet. */
export async function createRepository(root: string, branch: string): Promise<void> {
  await gitIn(root).run("init", ["--quiet", "--template=", `--initial-branch=${branch}`]);
}

/** A git that was opened already, as a Repository. Refs are resolved first; whole ids go straight to git, once. */
export function repositoryOf(git: Git, { logins = {} }: RepositoryOptions = {}): Repository {
  const treeAt = remember((id: string, under: string) => tree(git, id, under));
  const diffOf = remember((before: string, after: string) => diff(git, before, after));
  const baseOf = remember((one: string, other: string) => mergeBase(git, one, other));
  return {
    async commit(ref) {
      return (await commits(git, [ref]))[0] ?? null;
    },
    compare: (base, head) => compare(git, base, head),
    isAncestor: (ancestor, of) => withIds(git, [ancestor, of], ([a, b]) => isAncestor(git, a!, b!)),
    mergeBase: (a, b) => withIds(git, [a, b], ([one, other]) => baseOf(one!, other!)),
    tree: (commit, under) => withIds(git, [commit], ([id]) => treeAt(id!, under)),
    diff: (base, head) => withIds(git, [base, head], ([before, after]) => diffOf(before!, after!)),
    read: (oids, most) => readBlobs(git, oids, most),
    history: (ref, path, atMost) => withIds(git, [ref], ([id]) => history(git, id!, path, atMost ?? null, logins)),
    grep: (commit, words, except) => withIds(git, [commit], ([id]) => grep(git, id!, words, except)),
  };
}
