import { randomBytes } from "node:crypto";
import { lstatSync, type Stats } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { openFolder } from "./folder.ts";
import { problemWith } from "./read.ts";

/** The file was not written, and whatever was there is still there: the message says why and what to do. */
export class FileNotWritten extends Error {
  override readonly name = "FileNotWritten";
}

/**
 * Writes a text so that, whatever happens, the whole old or the whole new file is there: a temporary file beside it,
 * flushed, then renamed over it. Missing folders are made. Refuses paths outside the root, links, and whatever else is
 * not a regular file. Throws `FileNotWritten`.
 */
export async function writeFileAtomic(root: string, file: string, text: string): Promise<void> {
  const place = openFolder(root).place(file);
  if (place.kind === "problem") throw new FileNotWritten(place.why);
  const folder = dirname(place.path);
  const temporary = join(folder, `.flaghoist-${randomBytes(6).toString("hex")}.tmp`);
  try {
    const standing = lstatSync(place.path, { throwIfNoEntry: false });
    if (standing && !standing.isFile()) throw new FileNotWritten(inTheWay(place.file, standing));
    await mkdir(folder, { recursive: true });
    await writeFlushed(temporary, text, standing ? standing.mode & 0o777 : 0o644);
    await rename(temporary, place.path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error instanceof FileNotWritten ? error : new FileNotWritten(notWritten(place.file, error));
  }
  await flushFolder(folder);
}

function inTheWay(file: string, standing: Stats): string {
  return `${file} ${problemWith(standing)}; nothing was written, put a regular file there`;
}

function notWritten(file: string, error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : error;
  return `${file} could not be written (${code}); what was there is untouched, check permissions and free space`;
}

async function writeFlushed(path: string, text: string, mode: number): Promise<void> {
  const handle = await open(path, "wx", mode);
  try {
    await handle.writeFile(text, "utf8");
    await handle.chmod(mode);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The rename itself survives a power cut once the folder is flushed; where a system cannot, the file is whole anyway. */
async function flushFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, "r");
    await handle.sync().finally(() => handle.close());
  } catch {
    return;
  }
}
