import { accountOf } from "../../emulator/render/commits.ts";
import { pageOf } from "../../emulator/render/repositories.ts";
import { forkPoint } from "../../emulator/rest/pulls.ts";
import { iso } from "../../emulator/state/clock.ts";
import { pullsOf, type Repository } from "../../emulator/state/repository.ts";
import type { Pull } from "../../emulator/state/threads.ts";
import type { Signature } from "../../git/commits.ts";
import { between } from "../../git/graph.ts";
import { history } from "../../git/history.ts";
import { commitAt } from "../../git/repository.ts";
import { entryAt } from "../../git/trees.ts";
import { connection, type Range } from "../connection.ts";
import { type Context, permit } from "../context.ts";
import { actorNode } from "./actor.ts";
import { checkSuiteNode, statusNode } from "./check.ts";
import { entryNode, treeNode } from "./object.ts";
import { pullNode } from "./pull.ts";

interface HistoryRange extends Range {
  readonly path?: string | null;
  readonly since?: string | null;
  readonly until?: string | null;
}

export function commitNode(context: Context, repository: Repository, oid: string): object {
  const { git } = repository;
  const { tree, parents, author, committer, message } = commitAt(git, oid);
  const text = message.replace(/\n+$/, "");
  const [headline, ...body] = text.split("\n\n");
  const person = (signature: Signature) => ({
    ...{ name: signature.name, email: signature.email, date: iso(signature.at) },
    user: () => {
      const actor = actorNode(context, accountOf(context.world, signature));
      return actor?.__typename === "User" ? actor : null;
    },
  });
  return {
    ...{ __typename: "Commit", id: `C_${oid}`, oid, abbreviatedOid: oid.slice(0, 7), message: text, pushedDate: null },
    ...{ messageHeadline: headline!.replace(/\n/g, " "), messageBody: body.join("\n\n") },
    ...{
      committedDate: iso(committer.at),
      authoredDate: iso(author.at),
      author: person(author),
      committer: person(committer),
    },
    committedViaWeb: committer.email === "noreply@github.com",
    url: `${pageOf(repository)}/commit/${oid}`,
    parents: (range: Range) => connection(parents, range, (parent) => commitNode(context, repository, parent)),
    tree: () => treeNode(context, repository, tree),
    file({ path }: { readonly path: string }) {
      permit(context, "contents:read");
      const entry = entryAt(git.objects, tree, path);
      return entry && entryNode(context, repository, path, entry);
    },
    history({ path, since, until, ...range }: HistoryRange) {
      permit(context, "contents:read");
      const found = history(git, oid, path ?? "")
        .filter((commit) => !since || commit.committer.at.toMillis() >= Date.parse(since))
        .filter((commit) => !until || commit.committer.at.toMillis() <= Date.parse(until));
      return connection(found, range, (commit) => commitNode(context, repository, commit.oid));
    },
    checkSuites({
      filterBy,
      ...range
    }: Range & { readonly filterBy?: { readonly appId?: number; readonly checkName?: string } }) {
      permit(context, "checks:read");
      const suites = [...repository.checkSuites.values()]
        .filter(({ head }) => head === oid)
        .filter(({ app }) => !filterBy?.appId || context.world.apps.get(app)?.id === filterBy.appId);
      return connection(suites, range, (suite) => checkSuiteNode(context, repository, suite));
    },
    status() {
      permit(context, "statuses:read");
      return statusNode(context, repository, oid);
    },
    associatedPullRequests(range: Range) {
      permit(context, "pull_requests:read");
      const has = (pull: Pull) => between(repository.git, forkPoint(repository, pull), pull.headOid);
      const found = pullsOf(repository).filter(
        (pull) => pull.merged?.commit === oid || has(pull).some((commit) => commit.oid === oid),
      );
      return connection(found, range, (pull) => pullNode(context, repository, pull));
    },
  };
}
