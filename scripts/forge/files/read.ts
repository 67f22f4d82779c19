import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats } from "node:fs";
import { join } from "node:path";
import { blobText, largestBlob } from "../git/blobs.ts";
import type { Folder } from "./folder.ts";

type Read =
  | { readonly kind: "text"; readonly file: string; readonly text: string }
  | { readonly kind: "problem"; readonly file: string; readonly why: string }
  | { readonly kind: "absent"; readonly file: string };

/** Not through a link, and not waiting for the other end of a pipe. */
const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** A regular file as text. One system call a step and no promise: ten thousand files take a tenth of a second. */
export function readRegular({ root }: Pick<Folder, "root">, file: string): Read {
  const path = join(root, file);
  let opened: number | null = null;
  try {
    opened = openSync(path, flags);
    const kind = fstatSync(opened);
    if (!kind.isFile()) return { kind: "problem", file, why: `${file} ${problemWith(kind)}; put a regular file there` };
    const bytes = readUpTo(opened, largestBlob + 1);
    if (bytes.length > largestBlob) return { kind: "problem", file, why: tooLarge(file, kind.size) };
    const read = blobText(bytes);
    return read.kind === "text"
      ? { kind: "text", file, text: read.text }
      : { kind: "problem", file, why: `${file} is not UTF-8 text; save it as UTF-8` };
  } catch (error) {
    return unreadable(path, file, error);
  } finally {
    if (opened !== null) closeSync(opened);
  }
}

/** What stands where a regular file was expected, in words. */
export function problemWith(kind: Stats): string {
  if (kind.isDirectory()) return "is a folder";
  if (kind.isSymbolicLink()) return "is a symbolic link, and links are not followed";
  if (kind.isFIFO()) return "is a named pipe";
  if (kind.isFile()) return "is a file";
  return "is a device or socket";
}

function tooLarge(file: string, bytes: number): string {
  const least = Math.max(bytes, largestBlob + 1);
  return `${file} has ${least.toLocaleString("en")} bytes, more than ${largestBlob.toLocaleString("en")}; move long prose to a document and link it`;
}

const buffer = Buffer.allocUnsafe(largestBlob + 1);

/** At most so many bytes. The buffer is shared: the caller decodes before the next file is read. */
function readUpTo(opened: number, most: number): Buffer {
  let length = 0;
  while (length < most) {
    const read = readSync(opened, buffer, length, most - length, null);
    if (read === 0) break;
    length += read;
  }
  return buffer.subarray(0, length);
}

function unreadable(path: string, file: string, error: unknown): Read {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
  if (code === "ENOENT" || code === "ENOTDIR") return { kind: "absent", file };
  const link = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  if (link)
    return {
      kind: "problem",
      file,
      why: `${file} is a symbolic link, and links are not followed; put the file itself there`,
    };
  return { kind: "problem", file, why: `${file} cannot be read (${code}); check its permissions` };
}
