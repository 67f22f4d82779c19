import { baseOidOf } from "../../emulator/render/pulls.ts";
import { pageOfThread } from "../../emulator/render/threads.ts";
import { forkPoint } from "../../emulator/rest/pulls.ts";
import { latestStances } from "../../emulator/rules/approvals.ts";
import { mergeability } from "../../emulator/rules/blockers.ts";
import { iso } from "../../emulator/state/clock.ts";
import type { Repository } from "../../emulator/state/repository.ts";
import type { Pull, ReviewState } from "../../emulator/state/threads.ts";
import { between } from "../../git/graph.ts";
import { connection, type Range } from "../connection.ts";
import type { Context } from "../context.ts";
import { actorNode, small } from "./actor.ts";
import { changedFileNodes } from "./changed-file.ts";
import { commitNode } from "./commit.ts";
import { commentNode, labelNode } from "./issue.ts";
import { refNode } from "./ref.ts";
import { repositoryNode } from "./repository.ts";
import { reviewNode } from "./review.ts";
import { timelineNodes } from "./timeline.ts";

export function pullNode(context: Context, repository: Repository, pull: Pull): object {
  const { world } = context;
  const { id, number, title, body, draft, state, head, headOid, base, merged } = pull;
  const url = pageOfThread(repository, pull);
  const known = () => {
    const lagging = pull.state !== "open" || pull.probes < world.quirks.mergeableLag;
    pull.probes += 1;
    return lagging ? null : mergeability(world, repository, pull, null);
  };
  const node = (review: Pull["reviews"][number]) => reviewNode(context, repository, pull, review);
  return {
    ...{
      __typename: "PullRequest",
      id: `PR_${id}`,
      databaseId: small(id),
      fullDatabaseId: String(id),
      number,
      title,
      body,
    },
    ...{ isDraft: draft, state: merged ? "MERGED" : state.toUpperCase(), closed: state === "closed", locked: false },
    ...{ url, permalink: url, createdAt: iso(pull.createdAt), updatedAt: iso(pull.updatedAt) },
    ...{
      headRefName: head.ref,
      headRefOid: headOid,
      baseRefName: base,
      baseRefOid: baseOidOf(world, repository, pull),
    },
    ...{ isCrossRepository: head.repository !== repository, isInMergeQueue: false, merged: merged !== null },
    ...{ closedAt: pull.closedAt ? iso(pull.closedAt) : null, mergedAt: merged ? iso(merged.at) : null },
    author: () => actorNode(context, pull.author),
    lastEditedAt: pull.editor === undefined ? null : iso(pull.updatedAt),
    editor: () => actorNode(context, pull.editor ?? null),
    mergedBy: () => actorNode(context, merged?.by ?? null),
    mergeCommit: () => (merged ? commitNode(context, repository, merged.commit) : null),
    headRef: () => refNode(context, head.repository, `refs/heads/${head.ref}`),
    baseRef: () => refNode(context, repository, `refs/heads/${base}`),
    headRepository: () => (pull.forkGone ? null : repositoryNode(context, head.repository)),
    headRepositoryOwner: () => actorNode(context, head.repository.owner),
    baseRepository: () => repositoryNode(context, repository),
    repository: () => repositoryNode(context, repository),
    mergeable() {
      const found = known();
      return found === null ? "UNKNOWN" : found.tree === null ? "CONFLICTING" : "MERGEABLE";
    },
    mergeStateStatus: () => known()?.state.toUpperCase() ?? "UNKNOWN",
    reviewDecision() {
      const stances = [...latestStances(pull).values()].map(({ state }) => state);
      if (stances.includes("CHANGES_REQUESTED")) return "CHANGES_REQUESTED";
      return stances.includes("APPROVED") ? "APPROVED" : "REVIEW_REQUIRED";
    },
    reviews({
      states,
      author,
      ...range
    }: Range & { readonly states?: readonly ReviewState[] | null; readonly author?: string | null }) {
      const found = pull.reviews.filter(
        (one) => (!states || states.includes(one.state)) && (!author || one.by === author),
      );
      return connection(found, range, node);
    },
    latestOpinionatedReviews: (range: Range) =>
      connection(
        [...latestStances(pull).values()].filter((one) => one.state !== "DISMISSED"),
        range,
        node,
      ),
    files: (range: Range) => connection(changedFileNodes(repository, pull), range, (file) => file),
    changedFiles: () => changedFileNodes(repository, pull).length,
    commits(range: Range) {
      const commits = between(repository.git, forkPoint(repository, pull), headOid).slice(-250);
      return connection(commits, range, ({ oid }) => ({
        ...{
          __typename: "PullRequestCommit",
          id: `PRC_${oid}`,
          pullRequest: () => pullNode(context, repository, pull),
        },
        commit: () => commitNode(context, repository, oid),
      }));
    },
    comments: (range: Range) =>
      connection(
        [...repository.comments.values()].filter(({ thread }) => thread === number),
        range,
        (comment) => commentNode(context, repository, comment),
      ),
    labels: (range: Range) => connection([...pull.labels], range, (name) => labelNode(repository, name)),
    timelineItems: ({ itemTypes, ...range }: Range & { readonly itemTypes?: readonly string[] | null }) =>
      connection(timelineNodes(context, repository, pull, itemTypes ?? null), range, (item) => item),
  };
}
