import type { DateTime } from "luxon";
import { readBlobs } from "../git/blobs.ts";
import { GitError } from "../git/error.ts";
import { refs, swapRefs } from "../git/refs.ts";
import type { Git } from "../git/run.ts";
import { tree } from "../git/trees.ts";
import { type Person, writeCommit } from "../git/write.ts";

export type Texts = ReadonlyMap<string, string>;

/** Null takes a text away. */
export type Edits = ReadonlyMap<string, string | null>;

/** Small texts under one ref, every change a commit. Notes are such a shelf too: a text for each commit id. */
export interface Shelf {
  readonly ref: string;
  read(): Promise<Texts>;
  /**
   * Writes the texts that `edit` answers over those it was given. Where somebody else wrote meanwhile, `edit` is asked
   * again with what they wrote; where nothing differs, nothing is written.
   */
  change<T>(edit: (texts: Texts) => { readonly write: Edits; readonly answer: T }): Promise<T>;
}

/** Whoever keeps the shelf, and the clock on the wall. */
export interface Clerk {
  readonly person: () => Promise<Person>;
  readonly now: () => DateTime;
}

const tries = 30;

export function shelf(git: Git, ref: string, clerk: Clerk): Shelf {
  let known: { readonly tip: string; readonly texts: Texts } | null = null;

  async function look(): Promise<{ readonly tip: string | null; readonly texts: Texts }> {
    const tip = (await refs(git, ref)).get(ref) ?? null;
    if (tip === null) return { tip, texts: new Map() };
    if (known?.tip !== tip) known = { tip, texts: await textsAt(git, tip) };
    return known;
  }

  return {
    ref,
    read: async () => (await look()).texts,
    async change(edit) {
      for (let left = tries; left > 0; left -= 1) {
        const { tip, texts } = await look();
        const { write, answer } = edit(texts);
        const files = [...write]
          .filter(([path, text]) => (texts.get(path) ?? null) !== text)
          .map(([path, text]) => ({ path, text }));
        if (files.length === 0) return answer;
        const person = await clerk.person();
        const message = `flaghoist: ${files
          .map(({ path }) => path)
          .slice(0, 5)
          .join(", ")}`;
        const to = await writeCommit(git, {
          parent: tip,
          files,
          message,
          author: person,
          committer: person,
          at: clerk.now(),
        });
        const swapped = await swapRefs(git, "flaghoist", [{ ref, from: tip, to }]);
        if (swapped.kind === "done") return answer;
        if (swapped.kind === "refused")
          throw new GitError("failed", `${ref} in ${git.root} cannot be written: ${swapped.why}`);
        await new Promise((resume) => setTimeout(resume, Math.random() * 20 * (tries - left + 1)));
      }
      throw new GitError(
        "failed",
        `${ref} in ${git.root} was changed by others ${tries} times in a row; try again later`,
      );
    },
  };
}

async function textsAt(git: Git, tip: string): Promise<Texts> {
  const files = await tree(git, tip, "");
  const blobs = await readBlobs(
    git,
    files.map(({ oid }) => oid),
  );
  return new Map(
    files.flatMap(({ path, oid }) => {
      const blob = blobs.get(oid);
      return blob?.kind === "text" ? [[path, blob.text] as const] : [];
    }),
  );
}
