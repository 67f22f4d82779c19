import { createHash } from "node:crypto";
import { commitAt } from "../../git/repository.ts";
import { entryAt, isFolder, readFolder } from "../../git/trees.ts";
import { type Repository, tip } from "../state/repository.ts";

export interface WorkflowFile {
  /** The same for the same path, whatever its content. */
  readonly id: number;
  readonly path: string;
  readonly text: string;
}

const folder = ".github/workflows";

/** The workflow files of a commit; default: that of the default branch. */
export function workflowFiles(repository: Repository, commit?: string): readonly WorkflowFile[] {
  const { git, defaultBranch } = repository;
  const at = commit ?? tip(repository, defaultBranch);
  const entry = at === null ? null : entryAt(git.objects, commitAt(git, at).tree, folder);
  if (!entry || !isFolder(entry)) return [];
  return [...readFolder(git.objects, entry.oid)]
    .filter(([name, file]) => /\.ya?ml$/.test(name) && !isFolder(file))
    .map(([name, { oid }]) => {
      const path = `${folder}/${name}`;
      const id = createHash("sha1").update(path).digest().readUInt32BE() % 1_000_000;
      return { id, path, text: git.objects.read(oid)!.body.toString("utf8") };
    });
}

/** The first line `name:` of a workflow file, or its path. */
export const workflowName = ({ text, path }: WorkflowFile): string => text.match(/^name:\s*(.+?)\s*$/m)?.[1] ?? path;
