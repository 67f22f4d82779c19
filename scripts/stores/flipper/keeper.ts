import { DocumentProblem, type TextFile } from "../text-file.ts";
import type { Refusal, Said } from "./api.ts";
import { type Entry, type Journal, parseJournal, printJournal } from "./journal.ts";

/** Keeps the journal in its file. */
export interface Keeper {
  read(): Promise<Said<Journal>>;
  /**
   * Replaces entries (null takes one away). With `seen`, only where each of them still is what was seen there: another
   * sync that began the same write has the same file.
   */
  change(entries: ReadonlyMap<string, Entry | null>, seen: Journal | null): Promise<Said<null>>;
}

const attempts = 5;

export function keeper(file: TextFile): Keeper {
  return {
    read: () => told(async () => ({ ok: true, value: parseJournal(await file.read(), file.name) })),
    change: (entries, seen) =>
      told(async (): Promise<Said<null>> => {
        if (entries.size === 0) return { ok: true, value: null };
        for (let attempt = 1; attempt <= attempts; attempt += 1) {
          const text = await file.read();
          const journal = new Map(parseJournal(text, file.name));
          for (const [key, entry] of entries) {
            if (seen !== null && JSON.stringify(journal.get(key)) !== JSON.stringify(seen.get(key))) return busy(file);
            if (entry === null) journal.delete(key);
            else journal.set(key, entry);
          }
          if ((await file.write(printJournal(journal), text)) === "written") return { ok: true, value: null };
        }
        return busy(file);
      }),
  };
}

function busy({ name }: TextFile): Said<never> {
  const why = `${name} was changed by another sync meanwhile: sync again`;
  return { ok: false, refusal: { status: "conflict", why, retryAfterMs: 0 } };
}

async function told<T>(ask: () => Promise<Said<T>>): Promise<Said<T>> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof DocumentProblem)) throw error;
    const refusal: Refusal = { status: error.status, why: error.message, retryAfterMs: 0 };
    return { ok: false, refusal };
  }
}
