import { between } from "../../git/graph.ts";
import type { Git } from "../../git/repository.ts";
import { isSigned } from "../render/commits.ts";
import type { MergeMethod } from "../state/repository.ts";
import type { Pull } from "../state/threads.ts";

/** Whether every commit that is in `to` and not in `from` is signed. */
export const allSigned = (git: Git, from: string, to: string): boolean => between(git, from, to).every(isSigned);

/**
 * Why a branch that wants signed commits takes no such merge, or null: GitHub signs no commit that a rebase makes, wants
 * those of the pull request signed whatever the method, and squashes for their author alone.
 * https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-protected-branches/about-protected-branches#require-signed-commits
 */
export function unsigned(
  git: Git,
  { author }: Pull,
  {
    base,
    head,
    method,
    by,
  }: { readonly base: string; readonly head: string; readonly method: MergeMethod; readonly by: string },
): string | null {
  if (method === "rebase") return "Rebase merges cannot be automatically signed by GitHub.";
  if (!allSigned(git, base, head)) return "Commits must have verified signatures.";
  return method === "squash" && by !== author ? "Only the author can squash into a branch with signed commits." : null;
}
