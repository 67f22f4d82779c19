import type { DateTime } from "luxon";
import type { Forge } from "../forge/forge.ts";
import { fits, largest } from "../stores/publish/bytes.ts";
import { DocumentProblem, type TextFile } from "../stores/text-file.ts";

/**
 * A file of a branch as a store's document. Applications read it there (`git`, or its raw address); a write is one
 * signed commit, and the forge compares and swaps the branch.
 */
export function branchFile(
  forge: Forge,
  branch: string,
  file: string,
  now: DateTime,
  message = `Run ${file}`,
): TextFile {
  const name = `${file} on ${branch}`;
  const tip = () => asked(name, async () => (await forge.repository.commit(branch))?.id ?? null);
  const textAt = (commit: string | null) =>
    asked(name, () => (commit === null ? Promise.resolve(null) : textIn(forge, commit, file, name)));
  return {
    name,
    read: async () => textAt(await tip()),
    async write(text, expected) {
      fits(text, name);
      const at = await tip();
      if ((await textAt(at)) !== expected) return "changed";
      const from = at ?? (await forge.repository.commit(forge.baseBranch))!.id;
      const made = await asked(name, () =>
        forge.commit({ branch, expected: at, from, files: [{ path: file, text }], message, at: now }),
      );
      switch (made.kind) {
        case "committed":
          return "written";
        case "moved":
          return "changed";
        case "refused":
          throw new DocumentProblem("unauthorised", `${name} was not written: ${made.why}`);
      }
    },
  };
}

async function textIn({ repository }: Forge, commit: string, file: string, name: string): Promise<string | null> {
  const entry = (await repository.tree(commit, file)).find(({ path }) => path === file);
  if (entry === undefined) return null;
  const blob = (await repository.read([entry.oid], largest)).get(entry.oid);
  if (entry.kind === "file" && blob?.kind === "text") return blob.text;
  throw new DocumentProblem("invalid", `${name} is no readable text file (${blob?.kind ?? entry.kind}): restore it`);
}

/** A store's document answers in its own words, whatever the forge says. */
async function asked<T>(name: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof DocumentProblem) throw error;
    throw new DocumentProblem("unreachable", `${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
