import type { Repository } from "../../emulator/state/repository.ts";
import { commitAt, resolve } from "../../git/repository.ts";
import { type Entry, entryAt, isFolder, readFolder } from "../../git/trees.ts";
import { type Context, permit } from "../context.ts";
import { commitNode } from "./commit.ts";

/** Longer texts are cut, and say so. */
const longest = 512_000;

/** What an id or an expression like `main:flags/a.yaml` names, or null. */
export function objectNode(context: Context, repository: Repository, name: string): object | null {
  permit(context, "contents:read");
  const { git } = repository;
  const colon = name.indexOf(":");
  const revision = colon === -1 ? name : name.slice(0, colon);
  const commit = resolve(git, revision);
  if (colon === -1) return commit ? commitNode(context, repository, commit) : byId(context, repository, name);
  const entry = commit && entryAt(git.objects, commitAt(git, commit).tree, name.slice(colon + 1));
  return entry ? byId(context, repository, entry.oid) : null;
}

function byId(context: Context, repository: Repository, oid: string): object | null {
  switch (repository.git.objects.read(oid)?.type) {
    case "blob":
      return blobNode(repository, oid);
    case "tree":
      return treeNode(context, repository, oid);
    case "commit":
      return commitNode(context, repository, oid);
    default:
      return null;
  }
}

function blobNode({ git }: Repository, oid: string): object {
  const { body } = git.objects.read(oid)!;
  const binary = body.includes(0);
  return {
    ...{
      __typename: "Blob",
      id: `B_${oid}`,
      oid,
      abbreviatedOid: oid.slice(0, 7),
      byteSize: body.length,
      isBinary: binary,
    },
    isTruncated: body.length > longest,
    text: binary ? null : body.subarray(0, longest).toString("utf8"),
  };
}

export function treeNode(context: Context, repository: Repository, oid: string): object {
  return {
    ...{ __typename: "Tree", id: `T_${oid}`, oid, abbreviatedOid: oid.slice(0, 7) },
    entries() {
      permit(context, "contents:read");
      const entries = [...readFolder(repository.git.objects, oid)];
      return entries.map(([name, entry]) => entryNode(context, repository, name, entry));
    },
  };
}

/** A name in a folder, and what it stands for. */
export function entryNode(context: Context, repository: Repository, path: string, entry: Entry): object {
  const type = isFolder(entry) ? "tree" : entry.mode === "160000" ? "commit" : "blob";
  const size = type === "blob" ? repository.git.objects.read(entry.oid)!.body.length : 0;
  return {
    ...{ name: path.split("/").at(-1), path, mode: Number.parseInt(entry.mode, 8), type, oid: entry.oid, size },
    object: () => (type === "commit" ? null : byId(context, repository, entry.oid)),
  };
}
