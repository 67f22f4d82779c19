import { changesBetween, patchesBetween } from "../../git/diff.ts";
import { between, mergeBase } from "../../git/graph.ts";
import { mergeability } from "../rules/blockers.ts";
import { iso } from "../state/clock.ts";
import { type Repository, tip } from "../state/repository.ts";
import type { Pull } from "../state/threads.ts";
import type { World } from "../state/world.ts";
import { apiOf } from "./repositories.ts";
import { pageOfThread, renderEnds, renderLabels } from "./threads.ts";
import { renderUser } from "./users.ts";

/** The base commit a pull request names: what it was when the head last moved, where GitHub is as forgetful as it is. */
export function baseOidOf(world: World, repository: Repository, pull: Pull): string {
  return world.quirks.staleBase || pull.merged ? pull.baseOid : (tip(repository, pull.base) ?? pull.baseOid);
}

/** A pull request as lists show it. */
export function renderPullSimple(world: World, repository: Repository, pull: Pull): unknown {
  return world.contract.build("pull-request-simple", common(world, repository, pull));
}

/**
 * A pull request whole. Whether it can be merged takes GitHub a while: the first who ask are told null. Events (not
 * probing) do not count its lines: git would have to be asked for each.
 */
export function renderPull(world: World, repository: Repository, pull: Pull, probing = true): unknown {
  const known = pull.state === "open" && pull.probes >= world.quirks.mergeableLag;
  if (probing) pull.probes += 1;
  const now = known ? mergeability(world, repository, pull, null) : null;
  const base = mergeBase(repository.git, pull.baseOid, pull.headOid) ?? pull.baseOid;
  const files = pull.merged || !probing ? [] : patchesBetween(repository.git, base, pull.headOid);
  const sum = (key: "additions" | "deletions") => files.reduce((total, file) => total + file[key], 0);
  return world.contract.build("pull-request", {
    ...common(world, repository, pull),
    merged: pull.merged !== null,
    mergeable: now ? now.tree !== null : null,
    mergeable_state: now?.state ?? "unknown",
    merged_by: renderUser(world, pull.merged?.by ?? null),
    rebaseable: null,
    commits: between(repository.git, base, pull.headOid).length,
    additions: sum("additions"),
    deletions: sum("deletions"),
    changed_files: changesBetween(repository.git, base, pull.headOid).length,
    comments: [...repository.comments.values()].filter(({ thread }) => thread === pull.number).length,
  });
}

function common(world: World, repository: Repository, pull: Pull) {
  const { id, number, state, title, body, draft, merged, closedAt } = pull;
  const url = `${apiOf(repository)}/pulls/${number}`;
  return {
    ...{ id, node_id: `PR_${id}`, number, state, title, body, draft, url, locked: false, auto_merge: null },
    html_url: pageOfThread(repository, pull),
    user: renderUser(world, pull.author),
    labels: renderLabels(repository, pull.labels),
    created_at: iso(pull.createdAt),
    updated_at: iso(pull.updatedAt),
    closed_at: closedAt ? iso(closedAt) : null,
    merged_at: merged ? iso(merged.at) : null,
    merge_commit_sha: merged?.commit ?? null,
    author_association: "CONTRIBUTOR",
    ...renderEnds(world, repository, pull, baseOidOf(world, repository, pull)),
  };
}
