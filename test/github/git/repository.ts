import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CommitObject, readCommit } from "./commits.ts";
import { type Objects, objectsIn } from "./objects.ts";
import { type Refs, refsIn } from "./refs.ts";
import { entryAt } from "./trees.ts";

/** A bare repository on disk that git can clone. */
export interface Git {
  readonly folder: string;
  readonly objects: Objects;
  readonly refs: Refs;
  /** Answers that never change because they are about ids. */
  once<T>(key: string, answer: () => T): T;
  /** Runs git itself, for what is not worth writing again; exits in `accept` are answers. */
  run(args: readonly string[], accept?: readonly number[]): { readonly code: number; readonly out: string };
  remove(): void;
}

/** A new bare repository in a temporary folder. A fork shares the objects of what it was forked from. */
export function bareRepository(forkOf?: Git): Git {
  const folder = mkdtempSync(join(tmpdir(), "github-"));
  for (const name of ["refs/heads", "refs/tags"]) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, "HEAD"), "ref: refs/heads/main\n");
  writeFileSync(
    join(folder, "config"),
    "[core]\n\trepositoryformatversion = 0\n\tbare = true\n[uploadpack]\n\tallowAnySHA1InWant = true\n\tallowFilter = true\n",
  );
  if (forkOf) symlinkSync(join(forkOf.folder, "objects"), join(folder, "objects"));
  else mkdirSync(join(folder, "objects"));
  const answers = new Map<string, unknown>();
  return {
    folder,
    objects: forkOf?.objects ?? objectsIn(folder),
    refs: refsIn(folder),
    once<T>(key: string, answer: () => T) {
      if (!answers.has(key)) answers.set(key, answer());
      return answers.get(key) as T;
    },
    run: (args, accept = []) => run(folder, args, accept),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function run(folder: string, args: readonly string[], accept: readonly number[]) {
  const { status, stdout, stderr } = spawnSync("git", ["-C", folder, ...args], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (status === 0 || (status !== null && accept.includes(status))) return { code: status, out: stdout };
  throw new Error(`git ${args.join(" ")} in ${folder} ended with ${status}: ${stderr}`);
}

/** The commit a branch, tag, ref, HEAD or id stands for, or null. */
export function resolve(git: Git, name: string): string | null {
  if (name === "HEAD") return git.refs.get("refs/heads/main");
  if (/^[0-9a-f]{40}$/.test(name)) return git.objects.read(name)?.type === "commit" ? name : null;
  const names = name.startsWith("refs/") ? [name] : [`refs/heads/${name}`, `refs/tags/${name}`, `refs/${name}`];
  return names.map((ref) => git.refs.get(ref)).find((oid) => oid !== null) ?? null;
}

/** A commit that is known to be there. */
export function commitAt(git: Git, oid: string): CommitObject {
  return git.once(`commit ${oid}`, () => {
    const commit = readCommit(git.objects, oid);
    if (commit === null) throw new Error(`no commit ${oid}`);
    return commit;
  });
}

/** The bytes of a file at a commit, or null. */
export function fileAt(git: Git, commit: string, path: string): Buffer | null {
  const entry = entryAt(git.objects, commitAt(git, commit).tree, path);
  const object = entry && git.objects.read(entry.oid);
  return object?.type === "blob" ? object.body : null;
}
