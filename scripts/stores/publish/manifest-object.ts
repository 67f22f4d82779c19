import { editMembers, styleOf } from "../flagd/edit.ts";
import { isObject, type Json, kindOf } from "../flagd/json.ts";
import { type Member, membersOf, skipSpace } from "../flagd/members.ts";

/** Which object a manifest has to be. A namespace that the settings do not name may be any. */
export interface Identity {
  readonly apiVersion: string;
  readonly resource: "FeatureFlag" | "ConfigMap";
  readonly name: string;
  readonly namespace: string | null;
}

/** A manifest with nothing in it but who it is. */
export function newManifest({ apiVersion, resource, name, namespace }: Identity): string {
  const metadata = { name, ...(namespace !== null && { namespace }) };
  return `${JSON.stringify({ apiVersion, kind: resource, metadata }, null, 2)}\n`;
}

/** Why a text is not the manifest of this object, and the way out; null where it is. */
export function readManifest(text: string, { apiVersion, resource, name, namespace }: Identity): string | null {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return "the manifest is not valid JSON. YAML is not read here: convert it once, with kubectl create --dry-run=client -o json -f FILE";
  }
  if (!isObject(found)) return `the manifest is a ${kindOf(found)}, not an object`;
  const said = (value: unknown) => (typeof value === "string" ? value : "nothing");
  const metadata = isObject(found.metadata) ? found.metadata : {};
  if (found.kind !== resource || found.apiVersion !== apiVersion) {
    return `the manifest is a ${said(found.kind)} of ${said(found.apiVersion)}, not a ${resource} of ${apiVersion}: name another file`;
  }
  if (metadata.name !== name) return `the manifest is named ${said(metadata.name)}, not ${name}: name another file`;
  if (namespace !== null && metadata.namespace !== namespace)
    return `the manifest is in the namespace ${said(metadata.namespace)}, not ${namespace}: name another file`;
  const part = resource === "ConfigMap" ? "data" : "spec";
  if (found[part] !== undefined && !isObject(found[part]))
    return `${part} is a ${kindOf(found[part])}, not an object: take it out, it is made where it is missing`;
  if (found.immutable === true) return "the object is immutable, so a cluster would refuse the change: take that out";
  return null;
}

/** Where a member stands, named by its path from the top; null where there is none, or a part of the path is no object. */
export function memberAt(text: string, path: readonly string[]): Member | null {
  let member: Member | null = null;
  for (const key of path) {
    const open: number = member === null ? skipSpace(text, 0) : member.value;
    if (text[open] !== "{") return null;
    member = membersOf(text, open).members.findLast((one) => one.key === key) ?? null;
    if (member === null) return null;
  }
  return member;
}

/** The text with this raw value at a path, made where it is missing, and every other character where it was. */
export function withValue(text: string, path: readonly string[], raw: string): string {
  const made = path.reduce((whole, _, depth) => withMember(whole, path.slice(0, depth + 1)), text);
  const { value, end } = memberAt(made, path)!;
  return made.slice(0, value) + raw + made.slice(end);
}

/** The text with an object at the path, empty where there was none. */
function withMember(text: string, path: readonly string[]): string {
  if (memberAt(text, path) !== null) return text;
  const above = path.slice(0, -1);
  const open = above.length === 0 ? skipSpace(text, 0) : memberAt(text, above)!.value;
  const indent = indentationAt(text, open);
  const span = membersOf(text, open);
  const style = styleOf(text, span) ?? { gap: `\n${indent}  `, tail: `\n${indent}`, unit: "  " };
  const empty: Json = {};
  return editMembers(text, span, style, new Map([[path.at(-1)!, empty]]));
}

/** The white space with which the line begins that this place stands on. */
export function indentationAt(text: string, at: number): string {
  return /[ \t]*/.exec(text.slice(text.lastIndexOf("\n", at - 1) + 1))![0];
}
