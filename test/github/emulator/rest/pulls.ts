import { patchesBetween } from "../../git/diff.ts";
import { between, mergeBase } from "../../git/graph.ts";
import { mergePull } from "../acts/merge.ts";
import { editPull, openPull, type PullEdit, pullAt } from "../acts/open.ts";
import { invalid, Refusal } from "../http/refusal.ts";
import { renderCommit } from "../render/commits.ts";
import { renderPatches } from "../render/patches.ts";
import { renderPull, renderPullSimple } from "../render/pulls.ts";
import { type MergeMethod, pullsOf, type Repository, tip } from "../state/repository.ts";
import type { Pull } from "../state/threads.ts";
import { type Call, created, type Handler, ok, page, repositoryOf } from "./call.ts";

export const pullOf = (call: Call, repository: Repository): Pull => pullAt(repository, Number(call.params.pull_number));

/** Where the branch of a pull request left base, as base was when it was merged. */
export function forkPoint(repository: Repository, pull: Pull): string {
  const base = pull.merged ? null : tip(repository, pull.base);
  return mergeBase(repository.git, base ?? pull.baseOid, pull.headOid) ?? pull.baseOid;
}

export const getPull: Handler = (call) => {
  const repository = repositoryOf(call);
  return ok(renderPull(call.world, repository, pullOf(call, repository)));
};

export const listPulls: Handler = (call) => {
  const repository = repositoryOf(call);
  const { state = "open", head, base, direction = "desc" } = call.query;
  const found = pullsOf(repository)
    .filter((pull) => state === "all" || pull.state === state)
    .filter((pull) => base === undefined || pull.base === base)
    .filter((pull) => head === undefined || head === `${pull.head.repository.owner}:${pull.head.ref}`);
  const sorted = direction === "asc" ? found : found.toReversed();
  return page(call, sorted, (pull) => renderPullSimple(call.world, repository, pull));
};

export const createPull: Handler = (call) => {
  const repository = repositoryOf(call);
  const body = call.body as { title?: string; head: string; base: string; body?: string; draft?: boolean };
  if (body.title === undefined || body.title === "") throw invalid("PullRequest", "title", "title can't be blank");
  const [owner, ref] = body.head.includes(":") ? body.head.split(":") : [repository.owner, body.head];
  const head = [...call.world.repositories.values()].find(
    (one) => (one === repository || one.parent === repository) && one.owner === owner,
  );
  if (!head) throw invalid("PullRequest", "head", "head repository does not exist");
  const { title, base, draft = false } = body;
  const opening = { head: { repository: head, ref: ref! }, base, title, body: body.body ?? "", draft };
  return created(renderPull(call.world, repository, openPull(call.world, repository, opening, call.by)));
};

export const updatePull: Handler = (call) => {
  const repository = repositoryOf(call);
  const pull = pullOf(call, repository);
  const { title, body, state, base } = call.body as PullEdit;
  const edit = { title, body, state, base };
  editPull(
    call.world,
    repository,
    pull,
    Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined)),
    call.by,
  );
  return ok(renderPull(call.world, repository, pull));
};

export const mergePullRequest: Handler = (call) => {
  const repository = repositoryOf(call);
  const body = (call.body ?? {}) as {
    commit_title?: string;
    commit_message?: string;
    sha?: string;
    merge_method?: MergeMethod;
  };
  const sha = mergePull(
    call.world,
    repository,
    pullOf(call, repository),
    {
      ...(body.merge_method === undefined ? {} : { method: body.merge_method }),
      ...(body.sha === undefined ? {} : { sha: body.sha }),
      ...(body.commit_title === undefined ? {} : { title: body.commit_title }),
      ...(body.commit_message === undefined ? {} : { message: body.commit_message }),
    },
    call.by,
  );
  return ok({ sha, merged: true, message: "Pull Request successfully merged" });
};

export const listFiles: Handler = (call) => {
  const repository = repositoryOf(call);
  const pull = pullOf(call, repository);
  const files = patchesBetween(repository.git, forkPoint(repository, pull), pull.headOid);
  return page(call, files.slice(0, 3000), renderPatches(repository, pull.headOid));
};

export const listCommits: Handler = (call) => {
  const repository = repositoryOf(call);
  const pull = pullOf(call, repository);
  const commits = between(repository.git, forkPoint(repository, pull), pull.headOid);
  return page(call, commits.slice(0, 250), (commit) => renderCommit(call.world, repository, commit));
};

export const requestReviewers: Handler = (call) => {
  const repository = repositoryOf(call);
  const pull = pullOf(call, repository);
  const { reviewers = [] } = call.body as { reviewers?: readonly string[] };
  if (reviewers.includes(pull.author)) throw new Refusal(422, "Review cannot be requested from pull request author.");
  return created(renderPullSimple(call.world, repository, pull));
};
