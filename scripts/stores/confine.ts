import { lstat, realpath } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { DocumentProblem } from "./text-file.ts";

/**
 * The absolute path of a file that settings name, once it is certain that it lies in the repository: relative, without
 * a way up, and with no symbolic link on the way that leads out or in its own place. The file need not exist.
 */
export async function confine(root: string, file: string): Promise<string> {
  const path = join(root, file);
  const inside = relative(root, path);
  if (isAbsolute(file) || leaves(inside) || inside === "") {
    throw new DocumentProblem(
      "invalid",
      `store file ${JSON.stringify(file)} is not inside the repository: write its path from the repository's root, without ..`,
    );
  }
  const base = await realpath(root);
  const parent = await nearest(dirname(path));
  if (leaves(relative(base, parent))) {
    throw new DocumentProblem(
      "invalid",
      `store file ${file} lies behind a symbolic link that leads out of the repository (to ${parent}): put a real folder in its place`,
    );
  }
  const found = await lstat(path).catch(() => null);
  if (found?.isSymbolicLink()) {
    throw new DocumentProblem(
      "invalid",
      `store file ${file} is a symbolic link: it would be replaced, not followed. Name the file it leads to`,
    );
  }
  if (found !== null && !found.isFile()) {
    const what = found.isDirectory() ? "a directory" : "not a regular file";
    throw new DocumentProblem("invalid", `store file ${file} is ${what}: name a file, it is made where there is none`);
  }
  return path;
}

function leaves(path: string): boolean {
  return path === ".." || path.startsWith(`..${sep}`) || isAbsolute(path);
}

/** Where the nearest folder that exists really is. */
async function nearest(folder: string): Promise<string> {
  const real = await realpath(folder).catch(() => null);
  return real ?? nearest(dirname(folder));
}
