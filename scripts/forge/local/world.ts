import { pathToFileURL } from "node:url";
import type { DateTime } from "luxon";
import { commitOf } from "../git/compare.ts";
import type { Login } from "../git/login.ts";
import { refs } from "../git/refs.ts";
import type { Git } from "../git/run.ts";
import type { Person } from "../git/write.ts";
import type { LedgerShelf } from "./ledger.ts";
import type { Notes } from "./notes.ts";

/** What every part of the local forge works with. */
export interface Local {
  readonly git: Git;
  readonly baseBranch: string;
  readonly logins: Login;
  /** Who commits and merges. */
  readonly person: () => Promise<Person>;
  readonly now: () => DateTime;
  readonly ledger: LedgerShelf;
  readonly reviews: Notes;
  readonly reports: Notes;
}

/** Where everything stands, read in one process. */
export interface Standing {
  /** The tip of the base branch; null where it exists only as a remote-tracking branch (`remote`) or not at all. */
  readonly base: string | null;
  readonly remote: string | null;
  /** Every other branch and its tip. */
  readonly branches: ReadonlyMap<string, string>;
  /** Head and merge commit of the pull requests that were merged, by number. */
  readonly merged: ReadonlyMap<number, { readonly head: string; readonly commit: string }>;
}

export async function standing({ git, baseBranch }: Local): Promise<Standing> {
  const all = await refs(git, "refs/heads", "refs/flaghoist/pulls", `refs/remotes/${baseBranch}`);
  const branches = new Map<string, string>();
  const merged = new Map<number, { head: string; commit: string }>();
  for (const [ref, oid] of all) {
    if (ref.startsWith("refs/heads/") && ref !== `refs/heads/${baseBranch}`)
      branches.set(ref.slice("refs/heads/".length), oid);
    const number = ref.match(/^refs\/flaghoist\/pulls\/(\d+)\/merged$/)?.[1];
    const head = number === undefined ? undefined : all.get(`refs/flaghoist/pulls/${number}/head`);
    if (number !== undefined && head !== undefined) merged.set(Number(number), { head, commit: oid });
  }
  return {
    base: all.get(`refs/heads/${baseBranch}`) ?? null,
    remote: all.get(`refs/remotes/${baseBranch}`) ?? null,
    branches,
    merged,
  };
}

/**
 * The commit that pull requests are held against: the base branch, or whatever commit stands in its place where a
 * branch is only compared. Throws where there is none.
 */
export async function baseOf({ git, baseBranch }: Local, { base, remote }: Standing): Promise<string> {
  return base ?? remote ?? (await commitOf(git, baseBranch)).id;
}

/** An address for people: which repository, which number. Nothing answers at it. */
export function urlOf({ git }: Local, number: number): string {
  return `${pathToFileURL(git.root)}#${number}`;
}
