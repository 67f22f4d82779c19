import { ancestors } from "../../git/graph.ts";
import { validRef } from "../../git/refs.ts";
import { commitAt, resolve } from "../../git/repository.ts";
import { filesBelow, isFolder, readFolder, writeFolder } from "../../git/trees.ts";
import { makeCommit, signatureOf, webFlow } from "../acts/commit.ts";
import { notFound, Refusal } from "../http/refusal.ts";
import { renderGitCommit } from "../render/commits.ts";
import { apiOf } from "../render/repositories.ts";
import type { Repository } from "../state/repository.ts";
import { type Call, created, done, type Handler, ok, repositoryOf } from "./call.ts";
import { guardedMove } from "./contents.ts";

const renderRef = (repository: Repository, ref: string, sha: string) => ({
  ...{ ref, node_id: `REF_${ref}`, url: `${apiOf(repository)}/git/${ref}` },
  object: { type: "commit", sha, url: `${apiOf(repository)}/git/commits/${sha}` },
});

export const getRef: Handler = (call) => {
  const repository = repositoryOf(call);
  const ref = `refs/${call.params.ref}`;
  const sha = repository.git.refs.get(ref);
  if (sha === null) throw notFound();
  return ok(renderRef(repository, ref, sha));
};

export const matchingRefs: Handler = (call) => {
  const repository = repositoryOf(call);
  return ok(repository.git.refs.list(`refs/${call.params.ref}`).map(([ref, sha]) => renderRef(repository, ref, sha)));
};

export const createRef: Handler = (call) => {
  const repository = repositoryOf(call);
  const { ref, sha } = call.body as { ref: string; sha: string };
  if (!validRef(ref)) throw new Refusal(422, "Reference name is not valid.");
  if (repository.git.refs.get(ref) !== null) throw new Refusal(422, "Reference already exists");
  if (resolve(repository.git, sha) === null) throw new Refusal(422, "Object does not exist");
  point(call, repository, ref, sha);
  return created(renderRef(repository, ref, sha));
};

/** Without `force` only forwards: GitHub's compare-and-swap of a branch. */
export const updateRef: Handler = (call) => {
  const repository = repositoryOf(call);
  const { sha, force = false } = call.body as { sha: string; force?: boolean };
  const ref = `refs/${call.params.ref}`;
  const before = repository.git.refs.get(ref);
  if (before === null) throw new Refusal(422, "Reference does not exist");
  if (resolve(repository.git, sha) === null) throw new Refusal(422, "Object does not exist");
  if (!force && !ancestors(repository.git, sha).has(before)) throw new Refusal(422, "Update is not a fast forward");
  point(call, repository, ref, sha);
  return ok(renderRef(repository, ref, sha));
};

export const deleteRef: Handler = (call) => {
  const repository = repositoryOf(call);
  const ref = `refs/${call.params.ref}`;
  if (repository.git.refs.get(ref) === null) throw new Refusal(422, "Reference does not exist");
  point(call, repository, ref, null);
  return done();
};

function point(call: Call, repository: Repository, ref: string, sha: string | null): void {
  if (ref.startsWith("refs/heads/")) guardedMove(call, repository, ref.slice("refs/heads/".length), sha);
  else repository.git.refs.set(ref, sha);
}

export const createBlob: Handler = (call) => {
  const repository = repositoryOf(call);
  const { content, encoding = "utf-8" } = call.body as { content: string; encoding?: string };
  const sha = repository.git.objects.write("blob", Buffer.from(content, encoding === "base64" ? "base64" : "utf8"));
  return created({ sha, url: `${apiOf(repository)}/git/blobs/${sha}` });
};

export const getBlob: Handler = (call) => {
  const repository = repositoryOf(call);
  const sha = call.params.file_sha!;
  const object = repository.git.objects.read(sha);
  if (object?.type !== "blob") throw notFound();
  const { body } = object;
  const url = `${apiOf(repository)}/git/blobs/${sha}`;
  return ok({ sha, node_id: `B_${sha}`, url, size: body.length, encoding: "base64", content: body.toString("base64") });
};

export const getTree: Handler = (call) => {
  const repository = repositoryOf(call);
  const { objects } = repository.git;
  const commit = resolve(repository.git, call.params.tree_sha!);
  const sha = commit ? commitAt(repository.git, commit).tree : call.params.tree_sha!;
  if (objects.read(sha)?.type !== "tree") throw notFound();
  const deep = call.query.recursive !== undefined;
  return ok(renderTree(repository, sha, [...(deep ? filesBelow(objects, sha) : readFolder(objects, sha))]));
};

function renderTree(
  repository: Repository,
  sha: string,
  entries: readonly (readonly [string, { mode: string; oid: string }])[],
) {
  const url = (kind: string, oid: string) => `${apiOf(repository)}/git/${kind}s/${oid}`;
  const tree = entries.map(([path, entry]) => {
    const type = isFolder(entry) ? "tree" : entry.mode === "160000" ? "commit" : "blob";
    const size = type === "blob" ? { size: repository.git.objects.read(entry.oid)!.body.length } : {};
    return { path, mode: entry.mode.padStart(6, "0"), type, sha: entry.oid, url: url(type, entry.oid), ...size };
  });
  return { sha, url: url("tree", sha), truncated: false, tree };
}

export const createTree: Handler = (call) => {
  const repository = repositoryOf(call);
  const { objects } = repository.git;
  const body = call.body as { base_tree?: string; tree: readonly TreeItem[] };
  const base = body.base_tree === undefined ? null : (resolve(repository.git, body.base_tree) ?? body.base_tree);
  const start =
    base === null ? null : objects.read(base)?.type === "commit" ? commitAt(repository.git, base).tree : base;
  const sha = body.tree.reduce<string | null>(
    (tree, item) => placed(repository, tree, item.path!.split("/"), item),
    start,
  )!;
  return created(renderTree(repository, sha, [...readFolder(objects, sha)]));
};

interface TreeItem {
  readonly path?: string;
  readonly mode?: string;
  readonly sha?: string | null;
  readonly content?: string;
}

function placed({ git }: Repository, tree: string | null, path: readonly string[], item: TreeItem): string {
  const entries = new Map(tree === null ? [] : readFolder(git.objects, tree));
  const [name, ...rest] = path as [string, ...string[]];
  const before = entries.get(name);
  if (rest.length > 0) {
    const below = placed({ git } as Repository, before && isFolder(before) ? before.oid : null, rest, item);
    entries.set(name, { mode: "40000", oid: below });
    if (readFolder(git.objects, below).size === 0) entries.delete(name);
  } else if (item.sha === null) entries.delete(name);
  else {
    const oid = item.sha ?? git.objects.write("blob", item.content ?? "");
    entries.set(name, { mode: (item.mode ?? "100644").replace(/^0/, ""), oid });
  }
  return writeFolder(git.objects, entries);
}

export const createCommit: Handler = (call) => {
  const repository = repositoryOf(call);
  const { message, tree, parents = [] } = call.body as { message: string; tree: string; parents?: readonly string[] };
  if (repository.git.objects.read(tree)?.type !== "tree") throw new Refusal(422, "Tree SHA does not exist");
  if (parents.some((parent) => resolve(repository.git, parent) === null))
    throw new Refusal(422, "Parent SHA does not exist");
  const at = call.world.clock.now();
  const author = signatureOf(call.world, call.by.login, at);
  const committer = call.by.token.kind === "user" ? author : webFlow(at);
  const oid = makeCommit(repository.git, { parents, tree, message, author, committer });
  return created(renderGitCommit(call.world, repository, commitAt(repository.git, oid)));
};

export const getGitCommit: Handler = (call) => {
  const repository = repositoryOf(call);
  const oid = resolve(repository.git, call.params.commit_sha!);
  if (oid === null) throw notFound();
  return ok(renderGitCommit(call.world, repository, commitAt(repository.git, oid)));
};
