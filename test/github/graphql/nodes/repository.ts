import { pageOf } from "../../emulator/render/repositories.ts";
import { pullsOf, type Repository } from "../../emulator/state/repository.ts";
import type { Issue, Pull } from "../../emulator/state/threads.ts";
import { connection, type Range } from "../connection.ts";
import { type Context, failure, permit } from "../context.ts";
import { actorNode, small } from "./actor.ts";
import { issueNode } from "./issue.ts";
import { objectNode } from "./object.ts";
import { pullNode } from "./pull.ts";
import { refNode } from "./ref.ts";

interface ThreadRange extends Range {
  readonly states?: readonly string[] | null;
  readonly labels?: readonly string[] | null;
  readonly baseRefName?: string | null;
  readonly headRefName?: string | null;
  readonly orderBy?: { readonly field: string; readonly direction: "ASC" | "DESC" } | null;
}

export function repositoryNode(context: Context, repository: Repository): object {
  const { id, name, owner, fullName, defaultBranch, parent, settings } = repository;
  const pick = <T extends Issue | Pull>(
    threads: readonly T[],
    { states, labels, orderBy }: ThreadRange,
    stateOf: (one: T) => string,
  ) => {
    const found = threads
      .filter((one) => !states || states.includes(stateOf(one)))
      .filter((one) => !labels || labels.some((label) => one.labels.has(label)));
    return orderBy?.direction === "DESC" ? found.toReversed() : found;
  };
  return {
    ...{
      __typename: "Repository",
      id: `R_${id}`,
      databaseId: small(id),
      name,
      nameWithOwner: fullName,
      url: pageOf(repository),
    },
    ...{ isFork: parent !== null, isPrivate: repository.private, autoMergeAllowed: settings.autoMerge },
    ...{
      mergeCommitAllowed: settings.mergeMethods.includes("merge"),
      squashMergeAllowed: settings.mergeMethods.includes("squash"),
    },
    ...{
      rebaseMergeAllowed: settings.mergeMethods.includes("rebase"),
      deleteBranchOnMerge: settings.deleteBranchOnMerge,
    },
    owner: () => actorNode(context, owner),
    parent: () => (parent ? repositoryNode(context, parent) : null),
    defaultBranchRef: () => refNode(context, repository, `refs/heads/${defaultBranch}`),
    ref({ qualifiedName }: { readonly qualifiedName: string }) {
      permit(context, "contents:read");
      const names = qualifiedName.startsWith("refs/")
        ? [qualifiedName]
        : [`refs/heads/${qualifiedName}`, `refs/tags/${qualifiedName}`];
      return names.map((ref) => refNode(context, repository, ref)).find((ref) => ref !== null) ?? null;
    },
    refs({ refPrefix, query, ...range }: Range & { readonly refPrefix: string; readonly query?: string | null }) {
      permit(context, "contents:read");
      const found = repository.git.refs.list(refPrefix).filter(([ref]) => !query || ref.includes(query));
      return connection(found, range, ([ref]) => refNode(context, repository, ref));
    },
    object({ expression, oid }: { readonly expression?: string | null; readonly oid?: string | null }) {
      return objectNode(context, repository, expression ?? oid ?? "HEAD");
    },
    pullRequest({ number }: { readonly number: number }) {
      permit(context, "pull_requests:read");
      const found = pullsOf(repository).find((pull) => pull.number === number);
      if (!found) throw failure("NOT_FOUND", `Could not resolve to a PullRequest with the number of ${number}.`);
      return pullNode(context, repository, found);
    },
    pullRequests({ baseRefName, headRefName, ...wanted }: ThreadRange) {
      permit(context, "pull_requests:read");
      const found = pick(pullsOf(repository), wanted, (pull) => (pull.merged ? "MERGED" : pull.state.toUpperCase()))
        .filter(({ base }) => !baseRefName || base === baseRefName)
        .filter(({ head }) => !headRefName || head.ref === headRefName);
      return connection(found, wanted, (pull) => pullNode(context, repository, pull));
    },
    issue({ number }: { readonly number: number }) {
      permit(context, "issues:read");
      const found = repository.threads.get(number);
      if (found?.kind !== "issue")
        throw failure("NOT_FOUND", `Could not resolve to an Issue with the number of ${number}.`);
      return issueNode(context, repository, found);
    },
    issues(wanted: ThreadRange) {
      permit(context, "issues:read");
      const issues = [...repository.threads.values()].filter((thread) => thread.kind === "issue");
      return connection(
        pick(issues, wanted, ({ state }) => state.toUpperCase()),
        wanted,
        (one) => issueNode(context, repository, one),
      );
    },
  };
}
