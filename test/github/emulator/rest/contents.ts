import { commitAt, resolve } from "../../git/repository.ts";
import { type Entry, entryAt, isFolder, readFolder } from "../../git/trees.ts";
import { makeCommit, signatureOf, webFlow } from "../acts/commit.ts";
import { moveBranch } from "../acts/move.ts";
import { notFound, Refusal } from "../http/refusal.ts";
import { renderGitCommit } from "../render/commits.ts";
import { apiOf, pageOf } from "../render/repositories.ts";
import { pushRefused } from "../rules/blockers.ts";
import { type Repository, tip } from "../state/repository.ts";
import { type Call, type Handler, ok, repositoryOf } from "./call.ts";

/** Base64 up to 1 MB; what is larger comes without content. https://docs.github.com/en/rest/repos/contents */
const largest = 1024 * 1024;

export const getContent: Handler = (call) => {
  const repository = repositoryOf(call);
  const { ref = repository.defaultBranch } = call.query;
  const commit = resolve(repository.git, ref);
  if (commit === null) throw new Refusal(404, `No commit found for the ref ${ref}`);
  const path = call.params.path ?? "";
  const entry = entryAt(repository.git.objects, commitAt(repository.git, commit).tree, path);
  if (!entry) throw notFound();
  if (isFolder(entry)) return ok(folder(repository, ref, path, entry));
  const { body } = repository.git.objects.read(entry.oid)!;
  if (call.accept.includes("raw")) {
    return {
      status: 200,
      body: body.toString("utf8"),
      headers: { "content-type": "application/vnd.github.raw; charset=utf-8" },
    };
  }
  const [content, encoding] = body.length > largest ? ["", "none"] : [body.toString("base64"), "base64"];
  return ok({ ...described(repository, ref, path, entry, body.length), content, encoding });
};

function folder(repository: Repository, ref: string, path: string, { oid }: Entry) {
  return [...readFolder(repository.git.objects, oid)].slice(0, 1000).map(([name, entry]) => {
    const size = isFolder(entry) ? 0 : repository.git.objects.read(entry.oid)!.body.length;
    return described(repository, ref, path === "" ? name : `${path}/${name}`, entry, size);
  });
}

function described(repository: Repository, ref: string, path: string, entry: Entry, size: number) {
  const type = isFolder(entry) ? "dir" : entry.mode === "120000" ? "symlink" : "file";
  const url = `${apiOf(repository)}/contents/${encodeURI(path)}?ref=${ref}`;
  const html = `${pageOf(repository)}/blob/${ref}/${encodeURI(path)}`;
  const git = `${apiOf(repository)}/git/${type === "dir" ? "trees" : "blobs"}/${entry.oid}`;
  return {
    ...{ type, size, name: path.split("/").at(-1), path, sha: entry.oid, url, html_url: html, git_url: git },
    download_url: type === "file" ? `${pageOf(repository)}/raw/${ref}/${encodeURI(path)}` : null,
    _links: { self: url, git, html },
  };
}

/** One file, one commit; `sha` must be that of the file there is. */
export const putContent: Handler = (call) => {
  const repository = repositoryOf(call);
  const body = call.body as { message: string; content: string; sha?: string; branch?: string };
  const { branch = repository.defaultBranch, message } = body;
  const path = call.params.path!;
  const head = tip(repository, branch);
  if (head === null) throw new Refusal(404, `Branch ${branch} not found`);
  const before = entryAt(repository.git.objects, commitAt(repository.git, head).tree, path);
  if (before?.oid !== body.sha) throw new Refusal(409, `${path} does not match ${body.sha ?? "an absent file"}`);
  const at = call.world.clock.now();
  const commit = makeCommit(repository.git, {
    ...{ parents: [head], files: { [path]: Buffer.from(body.content, "base64") }, message },
    ...{ author: signatureOf(call.world, call.by.login, at), committer: webFlow(at) },
  });
  guardedMove(call, repository, branch, commit);
  const entry = entryAt(repository.git.objects, commitAt(repository.git, commit).tree, path)!;
  const size = repository.git.objects.read(entry.oid)!.body.length;
  const rendered = renderGitCommit(call.world, repository, commitAt(repository.git, commit));
  const content = described(repository, branch, path, entry, size);
  return { status: before ? 200 : 201, body: { content, commit: rendered } };
};

/** Moves a branch where its rules let the caller; throws 409 where they do not. */
export function guardedMove({ world, by }: Call, repository: Repository, branch: string, to: string | null): void {
  const why = pushRefused(world, repository, { branch, from: tip(repository, branch), to, token: by.token });
  if (why !== null) throw new Refusal(409, `Repository rule violations found\n\n${why}\n\n`);
  moveBranch(world, repository, { branch, to, by });
}
