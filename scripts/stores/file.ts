import { randomUUID } from "node:crypto";
import { lstat, mkdir, open, readdir, rename, stat, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { confine } from "./confine.ts";
import { locked } from "./lock.ts";
import { fits, largest, tooLarge } from "./publish/bytes.ts";
import { DocumentProblem, type TextFile } from "./text-file.ts";

const patience = 5000;

/**
 * A file of the repository as a document. Writing goes through a temporary file beside it, flushed to disk and renamed,
 * so that whoever reads or crashes finds the old text or the new one; a lock file keeps two syncs apart, and the text
 * is compared once more just before the rename, for writers that know nothing of the lock.
 */
export function fileAt(root: string, file: string): TextFile {
  async function read(): Promise<string | null> {
    return textOf(await confine(root, file), file);
  }

  return {
    name: file,
    read: () => told(file, read),
    write: (text, expected) =>
      told(file, async () => {
        fits(text, file);
        const path = await confine(root, file);
        await mkdir(dirname(path), { recursive: true });
        return locked(join(dirname(path), `${prefix(path)}lock`), patience, async () => {
          await sweep(path);
          const temporary = join(dirname(path), `${prefix(path)}${randomUUID()}.tmp`);
          try {
            await writeThrough(temporary, text, await modeOf(path));
            if ((await read()) !== expected) return "changed";
            await rename(temporary, path);
          } finally {
            await unlink(temporary).catch(() => undefined);
          }
          await flush(dirname(path));
          return "written";
        });
      }),
  };
}

async function textOf(path: string, file: string): Promise<string | null> {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (found === null) return null;
  if (found.size > largest) throw tooLarge(file, found.size);
  const handle = await open(path, "r");
  try {
    // Kept with its byte order mark, so that what nobody changes is written back byte for byte.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await handle.readFile());
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new DocumentProblem("invalid", `${file} is not UTF-8 text: restore it from git`);
  } finally {
    await handle.close();
  }
}

async function writeThrough(path: string, text: string, mode: number | null): Promise<void> {
  const handle = await open(path, "wx");
  try {
    if (mode !== null) await handle.chmod(mode);
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Temporary files that a crash left behind; we hold the lock, so nobody is writing them. Those of a file whose name only
 * begins with ours are somebody's work.
 */
async function sweep(path: string): Promise<void> {
  const ours = (name: string) =>
    name.startsWith(prefix(path)) && /^(lock\.(clearing\.)*)?[0-9a-f-]+\.tmp$/.test(name.slice(prefix(path).length));
  const left = (await readdir(dirname(path))).filter(ours);
  await Promise.all(left.map((name) => unlink(join(dirname(path), name)).catch(() => undefined)));
}

const prefix = (path: string) => `.${basename(path)}.`;

async function modeOf(path: string): Promise<number | null> {
  const found = await stat(path).catch(() => null);
  return found === null ? null : found.mode & 0o777;
}

/** Makes the rename itself last. Some file systems have no such thing for a folder, and then it lasts anyway. */
async function flush(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().catch(() => undefined);
  await handle.close();
}

/** The file system's answers in words: what, where, and whose turn it is. */
async function told<T>(file: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof DocumentProblem) throw error;
    const { code, syscall } = error as NodeJS.ErrnoException;
    const refused = code === "EACCES" || code === "EPERM" || code === "EROFS";
    throw new DocumentProblem(
      refused ? "unauthorised" : "unreachable",
      `${file}: ${syscall ?? "access"} failed with ${code ?? error}${refused ? ": give this user the right to write the file and its folder" : ""}`,
    );
  }
}
