import type { Opened } from "../document/format.ts";
import { parseJson } from "../document/parse.ts";
import { editMembers, type Style, styleOf } from "../flagd/edit.ts";
import { isObject, type Json, kindOf } from "../flagd/json.ts";
import { membersOf, skipSpace } from "../flagd/members.ts";

export const emptyDocument = "{}\n";

/** A GO Feature Flag document as one object by flag key. It is JSON, which is YAML too, so that any reader takes it. */
export async function openDocument(name: string, found: string | null): Promise<Opened> {
  const invalid = (why: string): Opened => ({ ok: false, status: "invalid", why });
  const text = found ?? emptyDocument;
  const parsed = await parseJson(name, text);
  if (!parsed.ok) return invalid(`${parsed.why}. YAML and TOML are not read here: convert them to JSON once`);
  const flags = parsed.value;
  if (!isObject(flags)) {
    return invalid(
      `${name} is a ${kindOf(flags)}: a GO Feature Flag document is an object by flag key. An empty one is {}`,
    );
  }
  const twice = repeated(text);
  if (twice === null) return { ok: true, document: { found, text, flags } };
  const key = JSON.stringify(twice);
  return invalid(
    `${name} has ${key} twice, and readers of YAML reject a document with that: take one of them out by hand`,
  );
}

/** The first key that stands twice, or null. */
function repeated(text: string): string | null {
  const seen = new Set<string>();
  for (const { key } of membersOf(text, skipSpace(text, 0)).members) {
    if (seen.has(key)) return key;
    seen.add(key);
  }
  return null;
}

const ourStyle: Style = { gap: "\n  ", tail: "\n", unit: "  " };

/** The document with these flags replaced, added (at the end) or taken out (null), and every other character where it was. */
export function editDocument(text: string, changes: ReadonlyMap<string, Json | null>): string {
  const top = membersOf(text, skipSpace(text, 0));
  return editMembers(text, top, styleOf(text, top) ?? ourStyle, changes);
}
