import { isUtf8 } from "node:buffer";
import type { BlobText } from "../forge.ts";
import { headers, objects } from "./batch.ts";
import type { Git } from "./run.ts";

/** A plan like the samples is 4 KiB; what is larger than this is not read at all. */
export const largestBlob = 256 * 1024;

/** So much is read at once: the bytes of one portion are freed before the next is read. */
const portion = 4 * 1024 * 1024;

/** Texts by blob id: sizes are asked first, and only what fits is read. */
export async function readBlobs(
  git: Git,
  oids: readonly string[],
  most = largestBlob,
): Promise<ReadonlyMap<string, BlobText>> {
  const asked = [...new Set(oids)];
  const texts = new Map<string, BlobText>(asked.map((oid) => [oid, { kind: "missing" }]));
  const proper = asked.filter((oid) => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(oid));
  const fitting: { oid: string; bytes: number }[] = [];
  for (const found of await headers(git, proper)) {
    if (found?.type !== "blob") continue;
    if (found.bytes > most) texts.set(found.oid, { kind: "too-large", bytes: found.bytes });
    else fitting.push(found);
  }
  for (const some of portions(fitting)) {
    for (const object of await objects(git, some)) if (object) texts.set(object.oid, blobText(object.body));
  }
  return texts;
}

function portions(blobs: readonly { readonly oid: string; readonly bytes: number }[]): readonly (readonly string[])[] {
  const all: string[][] = [];
  let room = 0;
  for (const { oid, bytes } of blobs) {
    if (bytes > room || all.length === 0) {
      all.push([]);
      room = portion;
    }
    all.at(-1)!.push(oid);
    room -= bytes;
  }
  return all;
}

/** The text of some bytes, byte order mark and all, or that they are not UTF-8. */
export function blobText(bytes: Buffer): BlobText {
  return isUtf8(bytes) ? { kind: "text", text: bytes.toString("utf8") } : { kind: "not-utf8" };
}
