import type { Opened } from "../document/format.ts";
import { parseJson } from "../document/parse.ts";
import { emptyDocument } from "./edit.ts";
import { isObject, kindOf } from "./json.ts";

/** A flagd document as one object by flag key. Where there is no file yet it is an empty one, to be written. */
export async function openDocument(name: string, found: string | null): Promise<Opened> {
  const text = found ?? emptyDocument;
  const parsed = await parseJson(name, text);
  if (!parsed.ok) return { ok: false, status: "invalid", why: parsed.why };
  const flags = isObject(parsed.value) ? parsed.value.flags : undefined;
  if (isObject(flags)) return { ok: true, document: { found, text, flags } };
  const instead = flags === undefined ? `no "flags"` : `"flags" that is a ${kindOf(flags)}`;
  return {
    ok: false,
    status: "invalid",
    why: `${name} has ${instead}: a flagd document is an object with "flags", an object by flag key. An empty one is {"flags": {}}`,
  };
}
