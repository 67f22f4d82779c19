import { between } from "../../git/graph.ts";
import { isSigned } from "../render/commits.ts";
import type { MergeMethod, Repository } from "../state/repository.ts";
import type { Pull } from "../state/threads.ts";
import type { Token } from "../state/tokens.ts";
import type { World } from "../state/world.ts";
import { mayBypass, ruleOf, rulesOn } from "./applying.ts";

interface Merged {
  readonly base: string;
  readonly head: string;
  readonly method: MergeMethod;
  readonly by: { readonly login: string; readonly token: Token | null };
}

/**
 * Whether a merge would bring a commit without a signature to a branch whose rules want them. GitHub signs a squash for
 * the author of the pull request alone, a rebase for nobody, and a merge commit brings the commits of the head along.
 */
export function lacksSignature(world: World, repository: Repository, pull: Pull, merged: Merged): boolean {
  const { base, head, method, by } = merged;
  const rules = rulesOn(repository, pull.base).filter(({ ruleset }) => !mayBypass(world, ruleset, by.token, true));
  if (ruleOf(rules, "required_signatures").length === 0) return false;
  if (method === "squash") return by.login !== pull.author;
  return method === "rebase" || !between(repository.git, base, head).every(isSigned);
}
