import { mergeBases } from "./graph.ts";
import { commitAt, type Git } from "./repository.ts";
import { type Entry, type Folder, isFolder, readFolder, writeFolder } from "./trees.ts";

/** The tree of two commits merged, or null where they conflict. */
export function mergedTree(git: Git, ours: string, theirs: string): string | null {
  return git.once(`merge ${ours} ${theirs}`, () => {
    const bases = mergeBases(git, ours, theirs);
    const [base, a, b] = [bases[0], ours, theirs].map((oid) => (oid ? commitAt(git, oid).tree : null));
    const merged = bases.length === 1 ? mergeTrees(git, base!, a!, b!) : null;
    return merged ?? mergedByGit(git, ours, theirs);
  });
}

/** Three folders into one where no file changed on both sides; else null: git shall look into the files. */
export function mergeTrees(git: Git, base: string | null, ours: string, theirs: string): string | null {
  const [was, a, b] = [base, ours, theirs].map((oid): Folder => (oid ? readFolder(git.objects, oid) : new Map()));
  const merged = new Map<string, Entry>();
  for (const name of new Set([...a!.keys(), ...b!.keys()])) {
    const [before, our, their] = [was!.get(name), a!.get(name), b!.get(name)];
    if (same(our, their) || same(before, their)) {
      if (our) merged.set(name, our);
    } else if (same(before, our)) {
      if (their) merged.set(name, their);
    } else if (our && their && isFolder(our) && isFolder(their)) {
      const oid = mergeTrees(git, before && isFolder(before) ? before.oid : null, our.oid, their.oid);
      if (oid === null) return null;
      if (readFolder(git.objects, oid).size > 0) merged.set(name, { mode: our.mode, oid });
    } else return null;
  }
  return writeFolder(git.objects, merged);
}

const same = (a: Entry | undefined, b: Entry | undefined) => a?.oid === b?.oid && a?.mode === b?.mode;

function mergedByGit(git: Git, ours: string, theirs: string): string | null {
  const { code, out } = git.run(["merge-tree", "--write-tree", "--no-messages", ours, theirs], [1]);
  return code === 0 ? out.trim().split("\n")[0]! : null;
}
