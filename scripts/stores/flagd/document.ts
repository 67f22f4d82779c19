import { emptyDocument } from "./edit.ts";
import { isObject, type Json, kindOf } from "./json.ts";

export interface Document {
  /** What stands in the file; null where there is none. */
  readonly found: string | null;
  /** The same, or an empty document to start from. */
  readonly text: string;
  readonly flags: Json;
}

export type Opened =
  | { readonly ok: true; readonly document: Document }
  /** The place, what is wrong there, and the way out. */
  | { readonly ok: false; readonly status: "invalid"; readonly why: string };

/** A flagd document as one object by flag key. Where there is no file yet it is an empty one, to be written. */
export async function openDocument(name: string, found: string | null): Promise<Opened> {
  const text = found ?? emptyDocument;
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return { ok: false, status: "invalid", why: `${await brokenPlace(name, text)}; ${restore(name)}` };
  }
  const flags = isObject(document) ? document.flags : undefined;
  if (isObject(flags)) return { ok: true, document: { found, text, flags } };
  const instead = flags === undefined ? `no "flags"` : `"flags" that is a ${kindOf(flags)}`;
  return {
    ok: false,
    status: "invalid",
    why: `${name} has ${instead}: a flagd document is an object with "flags", an object by flag key. An empty one is {"flags": {}}`,
  };
}

/** Where the text stops being JSON. Loaded only here, because it never is until something is broken. */
async function brokenPlace(name: string, text: string): Promise<string> {
  if (text.trim() === "") return `${name} is empty`;
  const { parse } = await import("@humanwhocodes/momoa");
  try {
    parse(text);
    return `${name} is not valid JSON`;
  } catch (error) {
    const { message, line, column } = error as Error & { readonly line?: number; readonly column?: number };
    const lines = text.split("\n");
    const ended = message.startsWith("Unexpected end");
    const place = ended ? `${lines.length}:${lines.at(-1)!.length + 1}` : `${line ?? 1}:${column ?? 1}`;
    return `${name}:${place} is not valid JSON (${ended ? "it ends too early, perhaps half-written" : message})`;
  }
}

function restore(name: string): string {
  return `mend it there, or restore the last good version with: git checkout -- ${name}. Until then nothing is written`;
}
