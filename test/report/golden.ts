import { readdirSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../golden/report");

export const golden = (name: string): string => join(folder, name);

/** The names of golden files of one kind, without the ending. */
export function goldenFiles(ending: string): readonly string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(ending));
  return files.map((file) => file.slice(0, -ending.length)).sort();
}
