import { changesBetween, patchesBetween } from "../../git/diff.ts";
import { mergeBase } from "../../git/graph.ts";
import type { Git } from "../../git/repository.ts";
import { ruleOf, rulesOn } from "../rules/applying.ts";
import { openPulls, type Repository, tip } from "../state/repository.ts";
import type { Pull } from "../state/threads.ts";
import type { World } from "../state/world.ts";
import { type Doer, emitPull } from "./emit.ts";

export interface Pushed {
  readonly branch: string;
  readonly before: string | null;
  readonly to: string;
  readonly by: Doer;
  readonly forced: boolean;
}

/** Open pull requests of the branch, in this repository or in the one it was forked from. */
export function followHead(world: World, pushed: Repository, { branch, before, to, by, forced }: Pushed): void {
  for (const repository of [pushed, ...(pushed.parent ? [pushed.parent] : [])]) {
    for (const pull of openPulls(repository)) {
      if (pull.head.repository !== pushed || pull.head.ref !== branch) continue;
      const same = before !== null && sameDiff(repository.git, tip(repository, pull.base)!, before, to);
      pull.headOid = to;
      pull.baseOid = tip(repository, pull.base)!;
      pull.probes = 0;
      pull.updatedAt = world.clock.now();
      if (forced) pull.history.push({ kind: "force-push", at: world.clock.now(), by: by.login, from: before!, to });
      staleReviews(world, repository, pull, same, by);
      emitPull(world, repository, "pull_request", pull, { action: "synchronize", before, after: to }, by);
    }
  }
}

/** Pull requests into a branch that moved: GitHub has to find out again whether they can be merged. */
export function followBase(repository: Repository, branch: string): void {
  for (const pull of openPulls(repository)) if (pull.base === branch) pull.probes = 0;
}

/** Whether two heads change the same lines against their merge bases with base, whatever commits they are made of. */
function sameDiff(git: Git, base: string, a: string, b: string): boolean {
  const from = (head: string) => mergeBase(git, base, head) ?? base;
  const paths = (head: string) => changesBetween(git, from(head), head).map(({ path }) => path);
  if (paths(a).join("\0") !== paths(b).join("\0")) return false;
  const lines = (head: string) =>
    patchesBetween(git, from(head), head).map(({ filename, patch = "" }) => [
      filename,
      patch.replace(/^@@.*$/gm, "@@"),
    ]);
  return JSON.stringify(lines(a)) === JSON.stringify(lines(b));
}

/** What a push does to the approvals given before it. */
function staleReviews(world: World, repository: Repository, pull: Pull, same: boolean, by: Doer): void {
  const dismisses = ruleOf(rulesOn(repository, pull.base), "pull_request").some(
    ({ rule }) => rule.parameters.dismiss_stale_reviews_on_push,
  );
  for (const review of pull.reviews.filter(({ state }) => state === "APPROVED")) {
    if (same && world.quirks.repointApprovals) review.commit = pull.headOid;
    if (same || !dismisses) continue;
    review.state = "DISMISSED";
    pull.history.push({ kind: "dismissed", at: world.clock.now(), by: by.login, review: review.id });
  }
}
