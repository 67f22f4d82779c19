import { makeCommit, signatureOf, webFlow } from "../emulator/acts/commit.ts";
import { mergePull } from "../emulator/acts/merge.ts";
import { moveBranch } from "../emulator/acts/move.ts";
import { roleOf } from "../emulator/acts/roles.ts";
import { Refusal } from "../emulator/http/refusal.ts";
import { pushRefused } from "../emulator/rules/blockers.ts";
import { atLeast } from "../emulator/state/actors.ts";
import { type MergeMethod, pullsOf, type Repository, tip } from "../emulator/state/repository.ts";
import { ancestors } from "../git/graph.ts";
import { commitAt } from "../git/repository.ts";
import { type Context, failure, permit, reaches } from "./context.ts";
import { commitNode } from "./nodes/commit.ts";
import { pullNode } from "./nodes/pull.ts";
import { refId, refNode } from "./nodes/ref.ts";

interface CommitInput {
  readonly branch: { readonly repositoryNameWithOwner?: string; readonly branchName?: string; readonly id?: string };
  readonly expectedHeadOid: string;
  readonly message: { readonly headline: string; readonly body?: string };
  readonly fileChanges?: {
    readonly additions?: readonly { readonly path: string; readonly contents: string }[];
    readonly deletions?: readonly { readonly path: string }[];
  };
  readonly clientMutationId?: string;
}

/** The entries of the graph for those who write. */
export const mutations = {
  __typename: "Mutation",

  /** Commits only where the branch still is where it was: the one compare-and-swap GitHub has on a branch. */
  createCommitOnBranch({ input }: { readonly input: CommitInput }, context: Context) {
    permit(context, "contents:write");
    const { repository, ref } = branchOf(context, input.branch);
    const branch = ref.slice("refs/heads/".length);
    const head = tip(repository, branch);
    if (head === null) throw failure("NOT_FOUND", `Could not resolve to a Ref with the name '${branch}'.`);
    if (head !== input.expectedHeadOid) {
      throw failure(
        "STALE_DATA",
        `Expected branch to point to "${input.expectedHeadOid}" but it did not. Pull and try again.`,
      );
    }
    const { additions = [], deletions = [] } = input.fileChanges ?? {};
    const files = [
      ...additions.map(({ path, contents }) => [path, Buffer.from(contents, "base64")] as const),
      ...deletions.map(({ path }) => [path, null] as const),
    ];
    const at = context.world.clock.now();
    const { headline, body = "" } = input.message;
    const commit = makeCommit(repository.git, {
      ...{
        parents: [head],
        files: Object.fromEntries(files),
        message: body === "" ? headline : `${headline}\n\n${body}`,
      },
      ...{ author: signatureOf(context.world, context.by.login, at), committer: webFlow(at) },
    });
    move(context, repository, branch, commit);
    const { clientMutationId = null } = input;
    return {
      clientMutationId,
      commit: commitNode(context, repository, commit),
      ref: refNode(context, repository, ref),
    };
  },

  createRef({ input }: { readonly input: { repositoryId: string; name: string; oid: string } }, context: Context) {
    permit(context, "contents:write");
    const repository = [...context.world.repositories.values()].find(({ id }) => `R_${id}` === input.repositoryId);
    if (!repository || !reaches(context, repository)) throw failure("NOT_FOUND", "Could not resolve to a node.");
    const branch = input.name.replace(/^refs\/heads\//, "");
    if (tip(repository, branch) !== null) {
      throw failure("UNPROCESSABLE", `A ref named "${input.name}" already exists in the repository.`);
    }
    move(context, repository, branch, commitAt(repository.git, input.oid).oid);
    return { clientMutationId: null, ref: refNode(context, repository, input.name) };
  },

  updateRef({ input }: { readonly input: { refId: string; oid: string; force?: boolean } }, context: Context) {
    permit(context, "contents:write");
    const { repository, ref } = branchOf(context, { id: input.refId });
    const branch = ref.slice("refs/heads/".length);
    const forward = ancestors(repository.git, input.oid).has(tip(repository, branch)!);
    if (!input.force && !forward) throw failure("UNPROCESSABLE", "Update is not a fast forward");
    move(context, repository, branch, input.oid);
    return { clientMutationId: null, ref: refNode(context, repository, ref) };
  },

  deleteRef({ input }: { readonly input: { refId: string } }, context: Context) {
    permit(context, "contents:write");
    const { repository, ref } = branchOf(context, { id: input.refId });
    move(context, repository, ref.slice("refs/heads/".length), null);
    return { clientMutationId: null };
  },

  mergePullRequest({ input }: { readonly input: MergeInput }, context: Context) {
    permit(context, "contents:write");
    const all = [...context.world.repositories.values()].flatMap((repository) =>
      pullsOf(repository).map((pull) => ({ repository, pull })),
    );
    const found = all.find(({ pull }) => `PR_${pull.id}` === input.pullRequestId);
    if (!found) throw failure("NOT_FOUND", "Could not resolve to a node.");
    const method = input.mergeMethod?.toLowerCase() as MergeMethod | undefined;
    refusable(() =>
      mergePull(
        context.world,
        found.repository,
        found.pull,
        {
          ...(method ? { method } : {}),
          ...(input.expectedHeadOid ? { sha: input.expectedHeadOid } : {}),
          ...(input.commitHeadline ? { title: input.commitHeadline } : {}),
          ...(input.commitBody ? { message: input.commitBody } : {}),
        },
        context.by,
      ),
    );
    return { clientMutationId: null, pullRequest: pullNode(context, found.repository, found.pull) };
  },
} as const;

interface MergeInput {
  readonly pullRequestId: string;
  readonly expectedHeadOid?: string;
  readonly mergeMethod?: string;
  readonly commitHeadline?: string;
  readonly commitBody?: string;
}

function branchOf(context: Context, { repositoryNameWithOwner, branchName, id }: CommitInput["branch"]) {
  for (const repository of context.world.repositories.values()) {
    if (!reaches(context, repository)) continue;
    if (repositoryNameWithOwner?.toLowerCase() === repository.fullName.toLowerCase()) {
      return { repository, ref: `refs/heads/${branchName?.replace(/^refs\/heads\//, "")}` };
    }
    const known = repository.git.refs.list("refs/heads/").find(([ref]) => refId(repository, ref) === id);
    if (known) return { repository, ref: known[0] };
  }
  throw failure("NOT_FOUND", `Could not resolve to a Repository with the name '${repositoryNameWithOwner ?? id}'.`);
}

function move({ world, by }: Context, repository: Repository, branch: string, to: string | null): void {
  if (by.token.kind === "user" && !atLeast(roleOf(world, repository, by.login), "write")) {
    throw failure("FORBIDDEN", `${by.login} does not have permission to push to ${repository.fullName}.`);
  }
  const why = pushRefused(world, repository, { branch, from: tip(repository, branch), to, token: by.token });
  if (why !== null) throw failure("UNPROCESSABLE", `Repository rule violations found\n\n${why}`);
  moveBranch(world, repository, { branch, to, by });
}

function refusable(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) throw failure("UNPROCESSABLE", error.message);
    throw error;
  }
}
