import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** Names and what they point at, as loose files: nobody else writes them, so comparing and swapping is one step. */
export interface Refs {
  /** `refs/heads/main` -> the commit, or null. */
  get(ref: string): string | null;
  /** Sorted by name. */
  list(prefix: string): readonly (readonly [string, string])[];
  /** Points a ref elsewhere (null: deletes it). Throws where the name cannot be had. */
  set(ref: string, oid: string | null): void;
}

export function refsIn(repository: string): Refs {
  const place = (ref: string) => join(repository, ref);
  const get = (ref: string) => {
    if (!validRef(ref) || !existsSync(place(ref))) return null;
    try {
      return readFileSync(place(ref), "utf8").trim();
    } catch {
      return null; // a folder of refs
    }
  };
  return {
    get,
    list(prefix) {
      const names = readdirSync(join(repository, "refs"), { recursive: true, withFileTypes: true })
        .filter((found) => found.isFile())
        .map((found) => relative(repository, join(found.parentPath ?? found.path, found.name)))
        .filter((name) => name.startsWith(prefix));
      return names.sort().map((name) => [name, get(name)!] as const);
    },
    set(ref, oid) {
      if (!validRef(ref)) throw new Error(`${ref} is not a ref`);
      if (oid === null) return rmSync(place(ref), { force: true });
      mkdirSync(dirname(place(ref)), { recursive: true });
      writeFileSync(place(ref), `${oid}\n`);
    },
  };
}

/** https://git-scm.com/docs/git-check-ref-format, for names below refs/. */
export function validRef(ref: string): boolean {
  return /^refs\/[^/]+\/./.test(ref) && !/\.\.|@\{|\/\/|\/$|\.$|\.lock(\/|$)|(^|\/)\.|[\p{Cc} ~^:?*[\\]/u.test(ref);
}
