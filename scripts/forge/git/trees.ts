import type { FileChange, TreeFile } from "../forge.ts";
import { fields, fileChanges, fileKind } from "./raw.ts";
import type { Git } from "./run.ts";

/** Files at a commit below a folder (`""` is all of them), sorted by path. */
export async function tree(git: Git, commit: string, under: string): Promise<readonly TreeFile[]> {
  const folder = under.replace(/\/+$/, "");
  const { out } = await git.run("ls-tree", [
    "-r",
    "-z",
    "--full-tree",
    commit,
    "--",
    ...(folder === "" ? [] : [folder]),
  ]);
  return fields(out).map((entry) => {
    const tab = entry.indexOf("\t");
    const [mode, , oid] = entry.slice(0, tab).split(" ");
    return { path: entry.slice(tab + 1), oid: oid!, kind: fileKind(mode!) };
  });
}

/** What differs between two commits; subtrees with the same id are not even opened. */
export async function diff(git: Git, base: string, head: string): Promise<readonly FileChange[]> {
  const { out } = await git.run("diff-tree", ["-r", "-z", "--no-renames", "--full-index", base, head]);
  return fileChanges(fields(out), 0).changes;
}
