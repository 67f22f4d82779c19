import { changesBetween, patchesBetween } from "../../git/diff.ts";
import { ancestors, between } from "../../git/graph.ts";
import { commitAt, resolve } from "../../git/repository.ts";
import { filesBelow } from "../../git/trees.ts";
import { notFound, Refusal } from "../http/refusal.ts";
import { accountOf, renderCommit } from "../render/commits.ts";
import { renderPatches } from "../render/patches.ts";
import { renderPullSimple } from "../render/pulls.ts";
import { pullsOf, type Repository, tip } from "../state/repository.ts";
import { type Handler, ok, page, repositoryOf } from "./call.ts";

const emptyTree = (repository: Repository) => repository.git.objects.write("tree", "");

export const getCommit: Handler = (call) => {
  const repository = repositoryOf(call);
  const oid = resolve(repository.git, call.params.ref!);
  if (oid === null) throw new Refusal(422, `No commit found for SHA: ${call.params.ref}`);
  const commit = commitAt(repository.git, oid);
  const files = patchesBetween(repository.git, commit.parents[0] ?? emptyTree(repository), oid).slice(0, 300);
  const sum = (key: "additions" | "deletions") => files.reduce((total, file) => total + file[key], 0);
  const [additions, deletions] = [sum("additions"), sum("deletions")];
  return ok({
    ...(renderCommit(call.world, repository, commit) as object),
    stats: { additions, deletions, total: additions + deletions },
    files: files.map(renderPatches(repository, oid)),
  });
};

/** Newest first, of a branch or sha, of those that touch a path. */
export const listCommits: Handler = (call) => {
  const repository = repositoryOf(call);
  const { sha = repository.defaultBranch, path, author, since, until } = call.query;
  const head = resolve(repository.git, sha);
  if (head === null) throw notFound();
  const time = (commit: { committer: { at: { toMillis(): number } } }) => commit.committer.at.toMillis();
  const found = [...ancestors(repository.git, head)]
    .map((oid) => commitAt(repository.git, oid))
    .filter((commit) => path === undefined || touches(repository, commit.oid, path))
    .filter((commit) => author === undefined || accountOf(call.world, commit.author) === author)
    .filter((commit) => since === undefined || time(commit) >= Date.parse(since))
    .filter((commit) => until === undefined || time(commit) <= Date.parse(until));
  return page(call, found, (commit) => renderCommit(call.world, repository, commit));
};

/** Whether a commit changes something at or below a path, against its first parent. */
export function touches({ git }: Repository, oid: string, path: string): boolean {
  const { parents, tree } = commitAt(git, oid);
  const here = (name: string) => name === path || name.startsWith(`${path}/`);
  if (parents[0] === undefined) return [...filesBelow(git.objects, tree)].some(([name]) => here(name));
  return changesBetween(git, parents[0], oid).some((change) => here(change.path));
}

/** The merged pull request that brought a commit of the default branch; else those it is part of, never from a fork. */
export const listPullsOf: Handler = (call) => {
  const repository = repositoryOf(call);
  const sha = call.params.commit_sha!;
  if (resolve(repository.git, sha) === null) throw new Refusal(409, `No commit found for SHA: ${sha}`);
  const main = tip(repository, repository.defaultBranch)!;
  const onMain = ancestors(repository.git, main).has(sha);
  const found = pullsOf(repository).filter((pull) => {
    if (pull.merged?.commit === sha) return true;
    if (pull.head.repository !== repository || (onMain && !pull.merged)) return false;
    return between(repository.git, pull.baseOid, pull.headOid).some(({ oid }) => oid === sha);
  });
  return page(call, found, (pull) => renderPullSimple(call.world, repository, pull));
};
