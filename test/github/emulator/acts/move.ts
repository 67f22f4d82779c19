import { ancestors } from "../../git/graph.ts";
import { type Activity, type Repository, tip } from "../state/repository.ts";
import type { World } from "../state/world.ts";
import { type Doer, emit } from "./emit.ts";
import { followBase, followHead } from "./follow.ts";
import { openSuites } from "./suites.ts";

const nothing = "0".repeat(40);

export interface Move {
  readonly branch: string;
  /** Null: the branch goes. */
  readonly to: string | null;
  readonly by: Doer;
  readonly merging?: boolean;
}

/** Points a branch elsewhere, with all GitHub does about it: activity, check suites, pull requests, events. */
export function moveBranch(world: World, repository: Repository, { branch, to, by, merging = false }: Move): void {
  const ref = `refs/heads/${branch}`;
  const before = tip(repository, branch);
  repository.git.refs.set(ref, to);
  const forced = before !== null && to !== null && !ancestors(repository.git, to).has(before);
  const kind = kindOf(before, to, forced, merging);
  const id = world.id();
  const at = world.clock.now();
  repository.activity.unshift({ id, kind, ref, before: before ?? nothing, after: to ?? nothing, by: by.login, at });
  if (to !== null) openSuites(world, repository, branch, to);
  const deleted = to === null;
  const push = { ref, before: before ?? nothing, after: to ?? nothing, created: before === null, deleted, forced };
  const head_commit = to === null ? null : { id: to };
  if (!deleted) emit(world, repository, "push", { ...push, head_commit }, by, ref);
  if (to !== null) followHead(world, repository, { branch, before, to, by, forced });
  followBase(repository, branch);
}

function kindOf(before: string | null, to: string | null, forced: boolean, merging: boolean): Activity["kind"] {
  if (to === null) return "branch_deletion";
  if (before === null) return "branch_creation";
  if (merging) return "pr_merge";
  return forced ? "force_push" : "push";
}
