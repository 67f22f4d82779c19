import type { DateTime } from "luxon";
import { type Signature, writeCommit } from "../../git/commits.ts";
import { commitAt, type Git } from "../../git/repository.ts";
import { type Files, withFiles } from "../../git/trees.ts";
import type { World } from "../state/world.ts";

/** The no-reply address GitHub gives a login. */
export function signatureOf(world: World, login: string, at: DateTime): Signature {
  const id = world.actors.get(login.toLowerCase())?.id ?? 0;
  return { name: login, email: `${id}+${login}@users.noreply.github.com`, at };
}

/** GitHub as committer: such commits are signed. */
export const webFlow = (at: DateTime): Signature => ({ name: "GitHub", email: "noreply@github.com", at });

export interface NewCommit {
  readonly parents: readonly string[];
  readonly files?: Files;
  /** The whole tree, instead of files on the first parent. */
  readonly tree?: string;
  readonly message: string;
  readonly author: Signature;
  readonly committer: Signature;
}

/** Writes a commit; no branch knows of it yet. */
export function makeCommit(git: Git, { files = {}, tree, ...commit }: NewCommit): string {
  const [parent] = commit.parents;
  const before = parent === undefined ? null : commitAt(git, parent).tree;
  return writeCommit(git.objects, { ...commit, tree: tree ?? withFiles(git.objects, before, files) });
}
