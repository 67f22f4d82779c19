import { lstatSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { realFolder } from "../git/open.ts";
import { problemWith } from "./read.ts";

/** A folder that nothing named below it may lead out of. */
export interface Folder {
  /** Without links. */
  readonly root: string;
  /** Where a file named by a person stands, as a path from the root with `/`; or why it may not be touched. */
  place(file: string): Place;
}

export type Place =
  | { readonly kind: "inside"; readonly file: string; readonly path: string }
  | { readonly kind: "problem"; readonly file: string; readonly why: string };

/** Throws a GitError where there is no such folder. */
export function openFolder(root: string): Folder {
  const real = realFolder(root);
  return {
    root: real,
    place(named) {
      const file = inside(real, named) ?? inside(resolve(root), named);
      if (file === null)
        return { kind: "problem", file: named, why: `${named} is outside ${real}; name a file inside it` };
      const problem = folders(file)
        .map((folder) => linked(real, folder))
        .find((found) => found !== null);
      return problem === undefined || problem === null
        ? { kind: "inside", file, path: join(real, file) }
        : { kind: "problem", file, why: `${file} is not touched: ${problem}` };
    },
  };
}

/** The path from the root with `/`, or null where it leaves the root or is the root itself. */
function inside(root: string, file: string): string | null {
  if (file.includes("\0")) return null;
  const path = relative(root, isAbsolute(file) ? resolve(file) : resolve(root, file));
  if (path === "" || path === ".." || path.startsWith(`..${sep}`) || isAbsolute(path)) return null;
  return path.split(sep).join("/");
}

/** `a/b/c` has the folders `a` and `a/b`. */
function folders(file: string): readonly string[] {
  const parent = dirname(file);
  return parent === "." ? [] : [...folders(parent), parent];
}

function linked(root: string, folder: string): string | null {
  try {
    const kind = lstatSync(join(root, folder));
    return kind.isDirectory() ? null : `${folder} ${problemWith(kind)}; make it a folder`;
  } catch {
    return null; // not there: reading says absent, writing says so too
  }
}
