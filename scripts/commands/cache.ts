import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Settings } from "../flag/settings.ts";
import type { Known, TextRead } from "./examine.ts";

export interface Cache {
  /** What was found for this text, in whatever file it stood. */
  readonly known: (read: TextRead) => Known | null;
  readonly remember: (read: TextRead, found: Known) => void;
  readonly save: () => Promise<void>;
}

/** Digest of everything that judges, set by the build; what another build found is forgotten. Sources run unbuilt remember nothing. */
declare const BUILD_ID: string | undefined;
const build = typeof BUILD_ID === "string" ? BUILD_ID : null;

/**
 * Findings by digest of the text, kept in the repository's `.git` folder: never committed, safe to delete. It only ever
 * saves time: a cache that cannot be read is empty, one that cannot be written is not.
 */
export async function openCache(root: string, settings: Settings): Promise<Cache> {
  const folder = join(root, ".git", "flaghoist");
  const file = join(folder, "validated.json");
  const judgedBy = digest(JSON.stringify([build, settings]));
  const before = build === null ? new Map<string, Known>() : await entries(file, judgedBy);
  const used = new Map<string, Known>();
  const keys = new WeakMap<TextRead, string>();
  let fresh = 0;
  return {
    known: (read) => {
      const key = digest(read.text);
      keys.set(read, key);
      const found = before.get(key) ?? null;
      if (found === null) return null;
      used.set(key, found);
      return { ...found, diagnostics: found.diagnostics.map((one) => ({ ...one, file: read.file })) };
    },
    remember: (read, found) => {
      used.set(keys.get(read) ?? digest(read.text), found);
      fresh++;
    },
    save: async () => {
      if (fresh === 0 || build === null) return;
      const text = JSON.stringify({ judgedBy, entries: [...used] });
      const part = `${file}.${process.pid}`;
      await mkdir(folder, { recursive: true })
        .then(() => writeFile(part, text))
        .then(() => rename(part, file))
        .catch(() => {});
    },
  };
}

async function entries(file: string, judgedBy: string): Promise<ReadonlyMap<string, Known>> {
  const none = new Map<string, Known>();
  const text = await readFile(file, "utf8").catch(() => null);
  if (text === null) return none;
  try {
    const stored: { judgedBy?: unknown; entries?: unknown } = JSON.parse(text);
    return stored.judgedBy === judgedBy && Array.isArray(stored.entries) ? new Map(stored.entries) : none;
  } catch {
    return none;
  }
}

const digest = (text: string) => createHash("sha1").update(text).digest("base64url");
