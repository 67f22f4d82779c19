import { GitError } from "./error.ts";
import { refs, type Swapped } from "./refs.ts";
import type { Git } from "./run.ts";

/** The folder in which a branch is checked out, or null. https://git-scm.com/docs/git-worktree#_porcelain_format */
export async function checkedOut(git: Git, branch: string): Promise<string | null> {
  const { out } = await git.run("worktree", ["list", "--porcelain", "-z"]);
  const trees = out
    .toString("utf8")
    .split("\0\0")
    .map((tree) => tree.split("\0"));
  const here = trees.find(
    (lines) => lines.includes(`branch refs/heads/${branch}`) && !lines.some((line) => line.startsWith("prunable")),
  );
  return here?.find((line) => line.startsWith("worktree "))?.slice("worktree ".length) ?? null;
}

export interface Moving {
  readonly branch: string;
  /** Null where the branch is about to be born. */
  readonly from: string | null;
  readonly to: string;
}

/**
 * Moves a branch, and with it the work tree that has it checked out: otherwise its files would look like an undoing of
 * the very change. The files go first, so that nothing but a repetition of the change can be left over by a crash.
 * Refuses where the work tree has changes of its own in what would change.
 */
export async function movingBranch(git: Git, moving: Moving, swap: () => Promise<Swapped>): Promise<Swapped> {
  const folder = await checkedOut(git, moving.branch);
  if (folder === null) return swap();
  const before = busy.get(folder) ?? Promise.resolve();
  const turn = before.then(() => moveWith(git, folder, moving, swap));
  const done = turn.then(
    () => undefined,
    () => undefined,
  );
  busy.set(folder, done);
  return turn.finally(() => {
    if (busy.get(folder) === done) busy.delete(folder);
  });
}

/** Who moves a work tree waits for whoever of this process is moving it: files and ref must change together. */
const busy = new Map<string, Promise<void>>();

async function moveWith(
  git: Git,
  folder: string,
  { branch, from, to }: Moving,
  swap: () => Promise<Swapped>,
): Promise<Swapped> {
  const ref = `refs/heads/${branch}`;
  const tip = async () => (await refs(git, ref)).get(ref) ?? null;
  for (let left = tries; ; left -= 1) {
    const why = await follow(git, folder, from === null ? [to] : [from, to]);
    if (why === null) break;
    if ((await tip()) !== from) return { kind: "moved", why: `${branch} was moved by somebody else; read it again` };
    if (left === 1) return { kind: "refused", why };
    await new Promise((resume) => setTimeout(resume, 100)); // another git may be at work in that folder
  }
  const swapped = await swap();
  const now = swapped.kind === "done" ? null : await tip();
  if (now !== null) await follow(git, folder, [to, now]);
  return swapped;
}

const tries = 3;

/** Why the files of a work tree could not go from one commit to another, or null where they did. */
async function follow(git: Git, folder: string, commits: readonly string[]): Promise<string | null> {
  try {
    await git.run("update-index", ["-q", "--refresh"], { at: folder, accept: [1, 128] }); // read-tree tells what is wrong
    await git.run("read-tree", ["-m", "-u", ...commits], { at: folder });
    return null;
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return `the work tree ${folder} has the branch checked out and cannot follow: ${error.message}; commit, stash or remove what is in the way, then try again`;
  }
}
