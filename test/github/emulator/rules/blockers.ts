import { ancestors } from "../../git/graph.ts";
import { mergedTree } from "../../git/merge.ts";
import { type MergeMethod, type Repository, tip } from "../state/repository.ts";
import type { Pull } from "../state/threads.ts";
import type { Token } from "../state/tokens.ts";
import type { World } from "../state/world.ts";
import { mayBypass, ruleOf, rulesOn } from "./applying.ts";
import { missingApprovals } from "./approvals.ts";
import { missingChecks } from "./checks.ts";
import { allSigned } from "./signatures.ts";

export interface Mergeability {
  readonly base: string;
  readonly head: string;
  /** The tree of the merge; null: a conflict. */
  readonly tree: string | null;
  /** What rules want before the merge, in GitHub's words. */
  readonly blocked: readonly string[];
  readonly behind: boolean;
  readonly state: "draft" | "dirty" | "blocked" | "behind" | "clean";
}

/** Whether a pull request could be merged now by who holds the token, and why not. */
export function mergeability(world: World, repository: Repository, pull: Pull, token: Token | null): Mergeability {
  const base = tip(repository, pull.base)!;
  const head = pull.headOid;
  const tree = mergedTree(repository.git, base, head);
  const rules = rulesOn(repository, pull.base).filter(({ ruleset }) => !mayBypass(world, ruleset, token, true));
  const checks = ruleOf(rules, "required_status_checks").map(({ rule }) => rule.parameters);
  const missing = checks.flatMap((required) => missingChecks(world, repository, required, head));
  const behind =
    checks.some((required) => required.strict_required_status_checks_policy) &&
    !ancestors(repository.git, head).has(base);
  const blocked = [
    ...missing.map((name) => `Required status check "${name}" is expected.`),
    ...ruleOf(rules, "pull_request").flatMap(({ rule }) => missingApprovals(world, repository, pull, rule.parameters)),
    ...(ruleOf(rules, "update").length > 0 ? ["Cannot update this protected ref."] : []),
    ...(behind ? ["This branch must not be behind the base branch."] : []),
  ];
  const state = pull.draft
    ? "draft"
    : tree === null
      ? "dirty"
      : behind
        ? "behind"
        : blocked.length > 0
          ? "blocked"
          : "clean";
  return { base, head, tree, blocked, behind, state };
}

/** Merge methods the repository and its rules leave. */
export function allowedMethods(repository: Repository, branch: string): readonly MergeMethod[] {
  const rules = rulesOn(repository, branch);
  const linear = ruleOf(rules, "required_linear_history").length > 0;
  const lists = ruleOf(rules, "pull_request").map(({ rule }) => rule.parameters.allowed_merge_methods);
  return repository.settings.mergeMethods
    .filter((method) => !(linear && method === "merge"))
    .filter((method) => lists.every((list) => list === undefined || list.includes(method)));
}

/** Why a branch may not be moved past its pull requests, or null. */
export function pushRefused(
  world: World,
  repository: Repository,
  push: {
    readonly branch: string;
    readonly from: string | null;
    readonly to: string | null;
    readonly token: Token | null;
  },
): string | null {
  const { branch, from, to, token } = push;
  const rules = rulesOn(repository, branch).filter(({ ruleset }) => !mayBypass(world, ruleset, token, false));
  const has = (type: Parameters<typeof ruleOf>[1]) => ruleOf(rules, type).length > 0;
  if (to === null) return has("deletion") ? "Cannot delete this branch" : null;
  if (from === null) return has("creation") ? "Cannot create ref due to creations being restricted." : null;
  if (has("non_fast_forward") && !ancestors(repository.git, to).has(from)) return "Cannot force-push to this branch";
  if (has("update")) return "Cannot update this protected ref.";
  if (has("required_signatures") && !allSigned(repository.git, from, to))
    return "Commits must have verified signatures.";
  if (has("pull_request")) return "Changes must be made through a pull request.";
  const checks = ruleOf(rules, "required_status_checks").flatMap(({ rule }) =>
    missingChecks(world, repository, rule.parameters, to),
  );
  return checks.length > 0 ? `Required status check "${checks[0]}" is expected.` : null;
}
