import type { CommitObject, Signature } from "../../git/commits.ts";
import { iso } from "../state/clock.ts";
import type { Repository } from "../state/repository.ts";
import type { World } from "../state/world.ts";
import { apiOf, pageOf } from "./repositories.ts";
import { renderUser } from "./users.ts";

/** GitHub finds the account by its no-reply address alone; anyone can write any other. */
export function accountOf(world: World, { email }: Signature): string | null {
  const login = email.match(/^(?:\d+\+)?([^@]+)@users\.noreply\.github\.com$/)?.[1];
  return world.actors.get(login?.toLowerCase() ?? "")?.login ?? null;
}

const person = ({ name, email, at }: Signature) => ({ name, email, date: iso(at) });
const message = (commit: CommitObject) => commit.message.replace(/\n+$/, "");

/** A commit as `/commits` and comparisons show it. */
export function renderCommit(world: World, repository: Repository, commit: CommitObject, schema = "commit"): unknown {
  const url = (oid: string) => `${apiOf(repository)}/commits/${oid}`;
  const page = (oid: string) => `${pageOf(repository)}/commit/${oid}`;
  const { oid, author, committer, parents } = commit;
  return world.contract.build(schema, {
    ...{ sha: oid, node_id: `C_${oid}`, url: url(oid), html_url: page(oid), comments_url: `${url(oid)}/comments` },
    commit: {
      author: person(author),
      committer: person(committer),
      message: message(commit),
      tree: { sha: commit.tree, url: `${apiOf(repository)}/git/trees/${commit.tree}` },
      url: `${apiOf(repository)}/git/commits/${oid}`,
      comment_count: 0,
      verification: verification(commit),
    },
    author: renderUser(world, accountOf(world, author)),
    committer: renderUser(world, accountOf(world, committer)),
    parents: parents.map((sha) => ({ sha, url: url(sha), html_url: page(sha) })),
  });
}

/** A commit as `/git/commits` shows it. */
export function renderGitCommit(world: World, repository: Repository, commit: CommitObject): unknown {
  const url = (kind: string, oid: string) => `${apiOf(repository)}/git/${kind}/${oid}`;
  return world.contract.build("git-commit", {
    ...{ sha: commit.oid, node_id: `C_${commit.oid}`, url: url("commits", commit.oid) },
    html_url: `${pageOf(repository)}/commit/${commit.oid}`,
    author: person(commit.author),
    committer: person(commit.committer),
    message: message(commit),
    tree: { sha: commit.tree, url: url("trees", commit.tree) },
    parents: commit.parents.map((sha) => ({
      sha,
      url: url("commits", sha),
      html_url: `${pageOf(repository)}/commit/${sha}`,
    })),
    verification: verification(commit),
  });
}

/** What GitHub commits itself it signs; and it knows the keys of people whose addresses end so. */
export const isSigned = ({ committer }: CommitObject) =>
  committer.email === "noreply@github.com" || committer.email.endsWith("@signs.example");

function verification(commit: CommitObject) {
  const verified = isSigned(commit);
  return { verified, reason: verified ? "valid" : "unsigned", signature: null, payload: null, verified_at: null };
}
