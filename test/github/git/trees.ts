import type { Objects } from "./objects.ts";

export interface Entry {
  readonly mode: string;
  readonly oid: string;
}

/** What a folder holds, by name. */
export type Folder = ReadonlyMap<string, Entry>;

/** Files to write (text or bytes), or to delete (null), by path. */
export type Files = Readonly<Record<string, string | Buffer | null>>;

const folderMode = "40000";
export const isFolder = ({ mode }: Entry) => mode === folderMode;

const parsed = new WeakMap<Buffer, Folder>();

export function readFolder(objects: Objects, oid: string): Folder {
  const { body } = objects.read(oid)!;
  const folder = parsed.get(body) ?? parseFolder(body);
  parsed.set(body, folder);
  return folder;
}

function parseFolder(body: Buffer): Folder {
  const entries = new Map<string, Entry>();
  for (let at = 0; at < body.length; ) {
    const space = body.indexOf(32, at);
    const end = body.indexOf(0, space);
    entries.set(body.toString("utf8", space + 1, end), {
      mode: body.toString("latin1", at, space),
      oid: body.toString("hex", end + 1, end + 21),
    });
    at = end + 21;
  }
  return entries;
}

/** Git sorts a folder's name as if it ended in a slash. */
export function writeFolder(objects: Objects, entries: Folder): string {
  const sorted = [...entries]
    .map(([name, entry]) => ({ name, entry, key: Buffer.from(isFolder(entry) ? `${name}/` : name) }))
    .sort((a, b) => Buffer.compare(a.key, b.key));
  const parts = sorted.flatMap(({ name, entry: { mode, oid } }) => [
    Buffer.from(`${mode} ${name}\0`),
    Buffer.from(oid, "hex"),
  ]);
  return objects.write("tree", Buffer.concat(parts));
}

/** The folder (null: an empty one) with some files written or deleted. */
export function withFiles(objects: Objects, folder: string | null, files: Files): string {
  const entries = new Map(folder === null ? [] : readFolder(objects, folder));
  const below = new Map<string, Record<string, string | Buffer | null>>();
  for (const [path, content] of Object.entries(files)) {
    const slash = path.indexOf("/");
    if (slash !== -1) {
      const [name, rest] = [path.slice(0, slash), path.slice(slash + 1)];
      below.set(name, { ...below.get(name), [rest]: content });
    } else if (content === null) entries.delete(path);
    else entries.set(path, { mode: entries.get(path)?.mode ?? "100644", oid: objects.write("blob", content) });
  }
  for (const [name, rest] of below) {
    const before = entries.get(name);
    const oid = withFiles(objects, before && isFolder(before) ? before.oid : null, rest);
    if (readFolder(objects, oid).size === 0) entries.delete(name);
    else entries.set(name, { mode: folderMode, oid });
  }
  return writeFolder(objects, entries);
}

/** What stands at a path below a folder, or null; the empty path is the folder itself. */
export function entryAt(objects: Objects, folder: string, path: string): Entry | null {
  let entry: Entry = { mode: folderMode, oid: folder };
  for (const name of path.split("/").filter(Boolean)) {
    const next = isFolder(entry) ? readFolder(objects, entry.oid).get(name) : undefined;
    if (!next) return null;
    entry = next;
  }
  return entry;
}

/** Every file below a folder, with its path, folders as git orders them. */
export function* filesBelow(objects: Objects, folder: string, prefix = ""): Generator<readonly [string, Entry]> {
  for (const [name, entry] of readFolder(objects, folder)) {
    if (isFolder(entry)) yield* filesBelow(objects, entry.oid, `${prefix}${name}/`);
    else yield [`${prefix}${name}`, entry];
  }
}
