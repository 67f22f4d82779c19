import type { Commit, Comparison } from "../forge.ts";
import { closest } from "./closest.ts";
import { commits } from "./commits.ts";
import { GitError } from "./error.ts";
import type { Git } from "./run.ts";

const oid = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Both ends of a comparison and how they lie to each other, in two processes. */
export async function compare(git: Git, baseRef: string, headRef: string): Promise<Comparison> {
  const [base, head] = await commits(git, [baseRef, headRef]);
  if (!base) return { kind: "unknown", ref: baseRef, why: await whyUnknown(git, baseRef) };
  if (!head) return { kind: "unknown", ref: headRef, why: await whyUnknown(git, headRef) };
  const shared = await mergeBase(git, base.id, head.id);
  if (shared === base.id) return { kind: "ahead", base, head };
  return { kind: "diverged", base, head, mergeBase: shared, why: whyDiverged(git, baseRef, headRef, base, shared) };
}

export async function mergeBase(git: Git, a: string, b: string): Promise<string | null> {
  const { code, out } = await git.run("merge-base", [a, b], { accept: [1] });
  return code === 0 ? out.toString().trim() : null;
}

export async function isAncestor(git: Git, ancestor: string, of: string): Promise<boolean> {
  const { code } = await git.run("merge-base", ["--is-ancestor", ancestor, of], { accept: [1] });
  return code === 0;
}

/** The commit a name stands for. Throws a GitError that says why there is none and what may have been meant. */
export async function commitOf(git: Git, ref: string): Promise<Commit> {
  const [commit] = await commits(git, [ref]);
  if (commit) return commit;
  throw new GitError(oid.test(ref) && git.shallow ? "shallow" : "unknown", await whyUnknown(git, ref));
}

/** The id a method was given, or the id of the ref it was given: a whole id costs no process. */
export async function idOf(git: Git, ref: string): Promise<string> {
  return oid.test(ref) ? ref : (await commitOf(git, ref)).id;
}

/** Asks something of commits. Where git knows one of their ids not, says which and why instead of git's own words. */
export async function withIds<T>(
  git: Git,
  refs: readonly string[],
  ask: (ids: readonly string[]) => Promise<T>,
): Promise<T> {
  const ids = await Promise.all(refs.map((ref) => idOf(git, ref)));
  try {
    return await ask(ids);
  } catch (error) {
    if (error instanceof GitError && error.reason === "unknown") for (const id of ids) await commitOf(git, id);
    throw error;
  }
}

async function whyUnknown(git: Git, ref: string): Promise<string> {
  const shown = JSON.stringify(ref.slice(0, 200));
  if (oid.test(ref) && git.shallow)
    return `commit ${ref} is not in this shallow clone; get it with: git fetch --depth=1 origin ${ref} (or everything: git fetch --unshallow)`;
  const { out } = await git.run("for-each-ref", [
    "--format=%(refname:lstrip=2)",
    "refs/heads",
    "refs/remotes",
    "refs/tags",
  ]);
  const names = out.toString("utf8").split("\n").filter(Boolean);
  const elsewhere = names.find((name) => name.endsWith(`/${ref}`));
  const meant = elsewhere ?? closest(ref, names);
  if (meant !== undefined && meant !== null) return `no branch, tag or commit ${shown}; did you mean "${meant}"?`;
  const shallow = git.shallow ? "; this clone is shallow: git fetch --unshallow gets the rest" : "";
  return `no branch, tag or commit ${shown}; git branch --all lists what there is${shallow}`;
}

function whyDiverged(git: Git, base: string, head: string, { id }: Commit, shared: string | null): string {
  const apart = `${base} (${id.slice(0, 10)}) is not an ancestor of ${head}`;
  if (shared === null && git.shallow)
    return `${apart} as far as this shallow clone goes; get the rest of the history with: git fetch --unshallow`;
  if (shared === null) return `${apart}: the two share no history; start the branch from ${base}`;
  return `${apart}: they parted at ${shared.slice(0, 10)}; bring it up to date with: git rebase ${base} ${head}`;
}
