import type { Git } from "../git/run.ts";
import { type Clerk, shelf, type Texts } from "./shelf.ts";

/** JSON lines on commits, readable with `git log --notes=flaghoist/NAME`. */
export interface Notes {
  readonly ref: string;
  /** Every line of every note, with the commit it is on. */
  lines(): Promise<readonly NoteLine[]>;
  /** Replaces all lines of the commits that the answer names. */
  change<T>(
    edit: (lines: readonly NoteLine[]) => {
      readonly write: ReadonlyMap<string, readonly string[]>;
      readonly answer: T;
    },
  ): Promise<T>;
}

export interface NoteLine {
  readonly commit: string;
  readonly text: string;
}

export function notesOf(git: Git, name: "reviews" | "reports", clerk: Clerk): Notes {
  const { ref, read, change } = shelf(git, `refs/notes/flaghoist/${name}`, clerk);
  return {
    ref,
    lines: async () => linesOf(await read()),
    change: (edit) =>
      change((texts) => {
        const { write, answer } = edit(linesOf(texts));
        const files = [...write].map(
          ([commit, lines]) =>
            [pathOf(texts, commit), lines.length === 0 ? null : lines.map((line) => `${line}\n`).join("")] as const,
        );
        return { write: new Map(files), answer };
      }),
  };
}

const commitOf = (path: string) => path.replaceAll("/", "");

/** Git spreads many notes over folders (`ab/cdef`): an existing note stays where it is. */
const pathOf = (texts: Texts, commit: string) => [...texts.keys()].find((path) => commitOf(path) === commit) ?? commit;

function linesOf(texts: Texts): readonly NoteLine[] {
  return [...texts].flatMap(([path, text]) =>
    text
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line) => ({ commit: commitOf(path), text: line })),
  );
}
