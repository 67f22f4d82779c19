import { type CommitRequest, type CommitResult, runtimeBranch } from "../forge.ts";
import { headers } from "../git/batch.ts";
import { idOf } from "../git/compare.ts";
import { GitError } from "../git/error.ts";
import { swapRefs } from "../git/refs.ts";
import type { Git } from "../git/run.ts";
import { movingBranch } from "../git/worktree.ts";
import { type NewFile, writeCommit } from "../git/write.ts";
import { type Sighting, sight } from "./pulls.ts";
import { type Local, standing } from "./world.ts";

/**
 * Commits files onto a branch, past the index and the work tree (which follows where it has the branch checked out).
 * A new branch from `""` starts without history: the first commit of a repository.
 */
export async function commitFiles(local: Local, request: CommitRequest): Promise<CommitResult> {
  const { git, baseBranch } = local;
  const { branch, expected, from, files, message, at } = request;
  const problem =
    whyNotABranch(branch) ?? files.map(({ path }) => whyNotAPath(path)).find((why) => why !== null) ?? null;
  if (problem !== null) return { kind: "refused", why: problem };
  const now = await standing(local);
  const tip = (branch === baseBranch ? now.base : now.branches.get(branch)) ?? null;
  if (tip !== expected) return { kind: "moved", why: whyMoved(branch, tip, expected) };

  const parent = expected ?? (from === "" ? null : await idOf(git, from));
  const fitted = await fitFiles(git, parent, files);
  if ("why" in fitted) return { kind: "refused", why: fitted.why };
  const person = await local.person();
  const commit = await writeCommit(git, {
    parent,
    files: fitted.files,
    message,
    author: person,
    committer: person,
    at,
  });
  const swap = () => swapRefs(git, "flaghoist: commit", [{ ref: `refs/heads/${branch}`, from: expected, to: commit }]);
  const swapped = await movingBranch(git, { branch, from: expected, to: commit }, swap);
  if (swapped.kind !== "done") return swapped;
  if (branch !== baseBranch && branch !== runtimeBranch)
    await arrived(local, { now, base: baseBranch, branch, head: commit, at });
  return { kind: "committed", commit };
}

/** Where this cannot be written down the commit stands all the same: the next look finds it, and dates it later. */
async function arrived({ ledger }: Local, sighting: Sighting): Promise<void> {
  try {
    await ledger.change((before) => ({ ledger: sight(before, sighting), answer: null }));
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
  }
}

function whyMoved(branch: string, tip: string | null, expected: string | null): string {
  if (tip === null) return `there is no branch ${branch}, expected was ${expected?.slice(0, 10)}`;
  if (expected === null)
    return `the branch ${branch} exists already, at ${tip.slice(0, 10)}; delete it or take another name`;
  return `${branch} is at ${tip.slice(0, 10)}, expected was ${expected.slice(0, 10)}; read it again`;
}

/** https://git-scm.com/docs/git-check-ref-format, without asking git about each name. */
function whyNotABranch(name: string): string | null {
  const bad =
    /^[-/]|^HEAD$|[/.]$|\.\.|\/\/|@\{|(^|\/)\.|\.lock(\/|$)|[\s\p{Cc}~^:?*[\\]/u.test(name) ||
    name === "" ||
    name === "@";
  return bad ? `${JSON.stringify(name)} is not a branch name git takes; use letters, digits, - and /` : null;
}

function whyNotAPath(path: string): string | null {
  const parts = path.split("/");
  const bad = /\p{Cc}/u.test(path) || parts.some((part) => ["", ".", ".."].includes(part) || /^\.git$/i.test(part));
  return bad ? `${JSON.stringify(path)} is not a path inside the repository` : null;
}

type Fitted = { readonly files: readonly NewFile[] } | { readonly why: string };

/** Keeps what is executable so; refuses to write over or through what is not a regular file. */
async function fitFiles(git: Git, parent: string | null, files: CommitRequest["files"]): Promise<Fitted> {
  if (files.length === 0 || parent === null) return { files };
  const folders = [...new Set(files.flatMap(({ path }) => foldersOf(path)))];
  const [listed, found] = await Promise.all([
    git.run("ls-tree", ["-z", "--full-tree", parent, "--", ...files.map(({ path }) => path)]),
    headers(
      git,
      folders.map((folder) => `${parent}:${folder}`),
    ),
  ]);
  const notFolder = folders.find((_, at) => found[at] && found[at].type !== "tree");
  if (notFolder !== undefined)
    return { why: `${notFolder} is not a folder at ${parent.slice(0, 10)}; nothing can be put below it` };
  const modes = new Map(
    listed.out
      .toString("utf8")
      .split("\0")
      .map((entry) => [entry.slice(entry.indexOf("\t") + 1), entry.slice(0, 6)]),
  );
  const odd = files.find(({ path }) => !/^(100644|100755|undefined)$/.test(String(modes.get(path))));
  if (odd)
    return {
      why: `${odd.path} is a link, a folder or a submodule at ${parent.slice(0, 10)}; make it a regular file first`,
    };
  return { files: files.map((file) => ({ ...file, executable: modes.get(file.path) === "100755" })) };
}

function foldersOf(path: string): readonly string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, at) => parts.slice(0, at + 1).join("/"));
}
