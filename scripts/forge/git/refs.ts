import { lastWords } from "./error.ts";
import type { Git } from "./run.ts";

/** Refs below some prefixes and what they point at; aliases (symbolic refs) are left out. */
export async function refs(git: Git, ...prefixes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { out } = await git.run("for-each-ref", ["--format=%(objectname) %(symref) %(refname)", ...prefixes]);
  const found = new Map<string, string>();
  for (const line of out.toString("utf8").split("\n")) {
    const [oid, alias, ref] = line.split(" ");
    if (oid && ref && alias === "") found.set(ref, oid);
  }
  return found;
}

/** One ref, what it must be now (null: it must not exist) and what it becomes (null: it goes). Equal ones are only verified. */
export interface Swap {
  readonly ref: string;
  readonly from: string | null;
  readonly to: string | null;
}

export type Swapped =
  | { readonly kind: "done" }
  /** A ref is not what was expected: read again. */
  | { readonly kind: "moved"; readonly why: string }
  | { readonly kind: "refused"; readonly why: string };

/** All of them or none, each only where it still is what was expected. */
export async function swapRefs(git: Git, why: string, swaps: readonly Swap[]): Promise<Swapped> {
  const input = swaps
    .map(({ ref, from, to }) => {
      if (from === to) return `verify ${ref}\0${from ?? git.nothing}\0`;
      return to === null ? `delete ${ref}\0${from}\0` : `update ${ref}\0${to}\0${from ?? git.nothing}\0`;
    })
    .join("");
  const { code, said } = await git.run("update-ref", ["-m", why, "-z", "--stdin"], { input, accept: [1, 128] });
  if (code === 0) return { kind: "done" };
  const raced = /but expected|reference already exists|unable to resolve reference|is missing|File exists/.test(said);
  return { kind: raced ? "moved" : "refused", why: lastWords(said) };
}
