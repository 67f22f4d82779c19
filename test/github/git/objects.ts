import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync, inflateSync } from "node:zlib";

export type ObjectType = "blob" | "tree" | "commit" | "tag";

export interface GitObject {
  readonly type: ObjectType;
  readonly body: Buffer;
}

/** The objects of a repository, by id. Objects never change, so what was read once is kept. */
export interface Objects {
  read(oid: string): GitObject | null;
  /** Writes an object where it is missing and gives its id. */
  write(type: ObjectType, body: Buffer | string): string;
}

/**
 * Loose objects of a bare repository, read and written without a process each; what lies in a pack is asked of git.
 * The format: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
 */
export function objectsIn(repository: string): Objects {
  const known = new Map<string, GitObject>();
  const place = (oid: string) => join(repository, "objects", oid.slice(0, 2), oid.slice(2));
  return {
    read(oid) {
      const found =
        known.get(oid) ?? (existsSync(place(oid)) ? loose(readFileSync(place(oid))) : packed(repository, oid));
      if (found) known.set(oid, found);
      return found;
    },
    write(type, content) {
      const body = Buffer.from(content);
      const whole = Buffer.concat([Buffer.from(`${type} ${body.length}\0`), body]);
      const oid = createHash("sha1").update(whole).digest("hex");
      if (known.has(oid)) return oid;
      known.set(oid, { type, body });
      if (existsSync(place(oid))) return oid;
      mkdirSync(join(place(oid), ".."), { recursive: true });
      writeFileSync(place(oid), deflateSync(whole, { level: 1 }));
      return oid;
    },
  };
}

function loose(bytes: Buffer): GitObject {
  const whole = inflateSync(bytes);
  const end = whole.indexOf(0);
  return { type: whole.toString("latin1", 0, end).split(" ")[0] as ObjectType, body: whole.subarray(end + 1) };
}

function packed(repository: string, oid: string): GitObject | null {
  if (!/^[0-9a-f]{40}$/.test(oid)) return null;
  const ask = (...what: string[]) =>
    spawnSync("git", ["-C", repository, "cat-file", ...what, oid], { maxBuffer: 2 ** 28 }).stdout;
  const type = ask("-t").toString().trim();
  return type === "" ? null : { type: type as ObjectType, body: ask(type) };
}
