import { patchesBetween } from "../../git/diff.ts";
import { between, mergeBase } from "../../git/graph.ts";
import { commitAt, resolve } from "../../git/repository.ts";
import { notFound } from "../http/refusal.ts";
import { renderCommit } from "../render/commits.ts";
import { renderPatches } from "../render/patches.ts";
import { apiOf, pageOf } from "../render/repositories.ts";
import { type Handler, page, repositoryOf } from "./call.ts";

/** At most 300 files, on the first page, and 250 commits. */
export const compare: Handler = (call) => {
  const repository = repositoryOf(call);
  const { git } = repository;
  const [base, head] = call.params.basehead!.split("...").map((name) => resolve(git, name.split(":").at(-1)!));
  if (!base || !head) throw notFound();
  const shared = mergeBase(git, base, head);
  if (shared === null) throw notFound();
  const [ahead, behind] = [between(git, base, head), between(git, head, base)];
  const status =
    ahead.length > 0 ? (behind.length > 0 ? "diverged" : "ahead") : behind.length > 0 ? "behind" : "identical";
  const url = `${pageOf(repository)}/compare/${call.params.basehead}`;
  const first = (call.query.page ?? "1") === "1";
  const commits = page(call, ahead, (commit) => renderCommit(call.world, repository, commit));
  return {
    ...commits,
    body: call.world.contract.build("commit-comparison", {
      ...{ url: `${apiOf(repository)}/compare/${call.params.basehead}`, html_url: url, permalink_url: url },
      ...{
        diff_url: `${url}.diff`,
        patch_url: `${url}.patch`,
        status,
        ahead_by: ahead.length,
        behind_by: behind.length,
      },
      base_commit: renderCommit(call.world, repository, commitAt(git, base)),
      merge_base_commit: renderCommit(call.world, repository, commitAt(git, shared)),
      total_commits: ahead.length,
      commits: commits.body,
      files: first ? patchesBetween(git, shared, head).slice(0, 300).map(renderPatches(repository, head)) : [],
    }),
  };
};
