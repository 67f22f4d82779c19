import type { Repository } from "../state/repository.ts";
import type { World } from "../state/world.ts";
import { renderUser } from "./users.ts";

/** A repository under one of GitHub's schemas: `repository`, `full-repository`, ... */
export function renderRepository(world: World, repository: Repository, schema = "repository"): unknown {
  const { id, name, fullName, owner, defaultBranch, settings } = repository;
  const url = `https://github.test/${fullName}`;
  return world.contract.build(schema, {
    id,
    node_id: `R_${id}`,
    name,
    full_name: fullName,
    owner: renderUser(world, owner),
    private: repository.private,
    visibility: repository.private ? "private" : "public",
    fork: repository.parent !== null,
    default_branch: defaultBranch,
    html_url: url,
    url: `https://api.github.test/repos/${fullName}`,
    clone_url: `${url}.git`,
    allow_merge_commit: settings.mergeMethods.includes("merge"),
    allow_squash_merge: settings.mergeMethods.includes("squash"),
    allow_rebase_merge: settings.mergeMethods.includes("rebase"),
    allow_auto_merge: settings.autoMerge,
    delete_branch_on_merge: settings.deleteBranchOnMerge,
  });
}

export const pageOf = ({ fullName }: Repository) => `https://github.test/${fullName}`;
export const apiOf = ({ fullName }: Repository) => `https://api.github.test/repos/${fullName}`;
