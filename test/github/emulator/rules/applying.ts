import { glob } from "../../glob.ts";
import type { Repository } from "../state/repository.ts";
import type { Token } from "../state/tokens.ts";
import type { World } from "../state/world.ts";
import type { BypassActor, Rule, Ruleset } from "./ruleset.ts";

/** One rule, and the ruleset that may be bypassed with it. */
export interface Applying {
  readonly rule: Rule;
  readonly ruleset: Ruleset;
}

/** The rules on a branch, of every active ruleset: the strictest of them wins because all of them hold. */
export function rulesOn(repository: Repository, branch: string): readonly Applying[] {
  return repository.rulesets
    .filter(({ enforcement, target }) => enforcement === "active" && target === "branch")
    .filter(({ conditions }) => {
      const { include, exclude } = conditions?.ref_name ?? { include: ["~ALL"], exclude: [] };
      const named = (pattern: string) =>
        pattern === "~ALL" ||
        (pattern === "~DEFAULT_BRANCH"
          ? branch === repository.defaultBranch
          : glob(pattern).test(`refs/heads/${branch}`));
      return include.some(named) && !exclude.some(named);
    })
    .flatMap((ruleset) => ruleset.rules.map((rule) => ({ rule, ruleset })));
}

export function ruleOf<T extends Rule["type"]>(rules: readonly Applying[], type: T) {
  return rules.filter(
    (applying): applying is Applying & { rule: Extract<Rule, { type: T }> } => applying.rule.type === type,
  );
}

/** Whether who holds the token may pass over a ruleset, merging a pull request or pushing. */
export function mayBypass(
  world: World,
  { bypass_actors = [] }: Ruleset,
  token: Token | null,
  merging: boolean,
): boolean {
  const app = token?.app ? world.apps.get(token.app) : undefined;
  const me = ({ actor_id, actor_type }: BypassActor) => actor_type === "Integration" && actor_id === app?.id;
  return bypass_actors.some((actor) => me(actor) && (merging || actor.bypass_mode !== "pull_request"));
}
