import { commitAt, type Git } from "./repository.ts";
import { type Entry, type Folder, isFolder, readFolder } from "./trees.ts";

export interface Change {
  readonly path: string;
  readonly before: Entry | null;
  readonly after: Entry | null;
}

/** Files that differ between two commits, by path, renames not guessed. */
export function changesBetween(git: Git, a: string, b: string): readonly Change[] {
  return git.once(`changes ${a} ${b}`, () => [...folderChanges(git, commitAt(git, a).tree, commitAt(git, b).tree, "")]);
}

function* folderChanges(git: Git, a: string | null, b: string | null, prefix: string): Generator<Change> {
  if (a === b) return;
  const [before, after] = [folder(git, a), folder(git, b)];
  for (const name of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [was, is] = [before.get(name) ?? null, after.get(name) ?? null];
    if (was?.oid === is?.oid && was?.mode === is?.mode) continue;
    const path = `${prefix}${name}`;
    const folders = [was, is].map((entry) => (entry && isFolder(entry) ? entry.oid : null));
    const files = [was, is].map((entry) => (entry && !isFolder(entry) ? entry : null));
    yield* folderChanges(git, folders[0]!, folders[1]!, `${path}/`);
    if (files[0] || files[1]) yield { path, before: files[0]!, after: files[1]! };
  }
}

const folder = (git: Git, oid: string | null): Folder => (oid === null ? new Map() : readFolder(git.objects, oid));

export interface PatchedFile {
  readonly filename: string;
  readonly previous_filename?: string;
  readonly status: "added" | "modified" | "removed" | "renamed" | "copied" | "changed";
  readonly sha: string | null;
  readonly additions: number;
  readonly deletions: number;
  readonly patch?: string;
}

const statuses = { A: "added", M: "modified", D: "removed", R: "renamed", C: "copied", T: "changed" } as const;

/** What differs, with renames and patches, as git says it. */
export function patchesBetween(git: Git, a: string, b: string): readonly PatchedFile[] {
  return git.once(`patches ${a} ${b}`, () => {
    const { out } = git.run(["diff", "--raw", "--patch", "-M", "--no-abbrev", "-z", a, b]);
    const end = out.indexOf("\0\0"); // between the records and the patches
    const raw = (end === -1 ? out : out.slice(0, end + 1)).split("\0");
    const patches = out
      .slice(end + 2)
      .split(/^(?=diff --git )/m)
      .map((section) => section.match(/^@@[\s\S]*/m)?.[0].replace(/\n$/, ""));
    const files: PatchedFile[] = [];
    for (let at = 0; at + 1 < raw.length; ) {
      const [, , , oid, letter] = raw[at]!.split(" ") as [string, string, string, string, string];
      const moved = /^[RC]/.test(letter);
      const patch = patches[files.length];
      files.push({
        filename: raw[at + (moved ? 2 : 1)]!,
        ...(moved ? { previous_filename: raw[at + 1]! } : {}),
        status: statuses[letter[0] as keyof typeof statuses],
        sha: /^0+$/.test(oid) ? null : oid,
        additions: patch?.match(/^\+/gm)?.length ?? 0,
        deletions: patch?.match(/^-/gm)?.length ?? 0,
        ...(patch === undefined ? {} : { patch }),
      });
      at += moved ? 3 : 2;
    }
    return files;
  });
}
