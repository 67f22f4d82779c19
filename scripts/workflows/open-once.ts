import type { CommitRequest } from "../forge/forge.ts";
import type { Ports } from "./ports.ts";

/** One file's new text on a branch of its own, and the pull request from it. */
export interface Opening extends Pick<CommitRequest, "branch" | "from" | "message"> {
  readonly path: string;
  readonly text: string;
  readonly title: string;
  readonly body: string;
}

/** Opens the pull request of a branch once; null where it was opened before. Throws where the forge refuses. */
export async function openOnce(ports: Ports, opening: Opening): Promise<number | null> {
  const { branch, from, message, path, title, body } = opening;
  const commit = (text: string) =>
    ports.forge.commit({ branch, expected: null, from, files: [{ path, text }], message, at: ports.now });
  let committed = await commit(opening.text);
  if (committed.kind === "moved") {
    // A run that ended between the commit and the pull request left its own text there, with its own time in it: the
    // forge takes up just that, and only where there never was a pull request.
    const left = await textAt(ports, branch, path);
    if (left !== null) committed = await commit(left);
  }
  switch (committed.kind) {
    case "committed":
      return ports.forge.open({ branch, title, body, requestedBy: null });
    case "moved":
      return null;
    case "refused":
      throw new Error(committed.why);
  }
}

async function textAt({ forge: { repository } }: Ports, branch: string, file: string): Promise<string | null> {
  const tip = await repository.commit(branch);
  const found = tip === null ? undefined : (await repository.tree(tip.id, file)).find(({ path }) => path === file);
  const blob = found === undefined ? undefined : (await repository.read([found.oid])).get(found.oid);
  return blob?.kind === "text" ? blob.text : null;
}
