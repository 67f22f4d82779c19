import { type Json, printed } from "./json.ts";
import { type Member, membersOf, type Span, skipSpace } from "./members.ts";

/** What a document without any flag looks like. */
export const emptyDocument = `{
  "$schema": "https://flagd.dev/schema/v0/flags.json",
  "flags": {}
}
`;

/**
 * The document with these flags replaced, added (at the end) or taken out (null), and every other character where it
 * was. New text follows the document's own line breaks and indentation. The text must be a JSON object with `flags`.
 */
export function editFlags(text: string, changes: ReadonlyMap<string, Json | null>): string {
  const top = membersOf(text, skipSpace(text, 0));
  const flags = membersOf(text, top.members.findLast(({ key }) => key === "flags")!.value);
  return editMembers(text, flags, styleOf(text, flags) ?? styleInside(text, top), changes);
}

/** The same for the flags of one object of the text; `style` is how its members are laid out. */
export function editMembers(
  text: string,
  flags: Span,
  style: Style,
  changes: ReadonlyMap<string, Json | null>,
): string {
  const last = new Map(flags.members.map((member) => [member.key, member]));
  const added = [...changes].filter(([key, flag]) => flag !== null && !last.has(key));

  const entries: string[] = [];
  let previous: Member | null = null;
  for (const member of flags.members) {
    const change = changes.get(member.key);
    // Of a key that stands twice readers take the last; a change leaves that one only.
    const gone = change === null || (change !== undefined && last.get(member.key) !== member);
    const gap = entries.length === 0 || previous === null ? "" : text.slice(previous.end, member.start);
    if (!gone) entries.push(gap + textOf(text, member, change, style));
    previous = member;
  }
  for (const [key, flag] of added) {
    const gap = entries.length === 0 ? "" : `,${style.gap}`;
    entries.push(`${gap}${printed(key)}:${style.unit === "" ? "" : " "}${print(flag, style)}`);
  }
  if (entries.length === 0) return `${text.slice(0, flags.open)}{}${text.slice(flags.close + 1)}`;
  return text.slice(0, flags.open + 1) + style.gap + entries.join("") + style.tail + text.slice(flags.close);
}

export interface Style {
  /** What stands before each flag: a line break and its indentation, or nothing. */
  readonly gap: string;
  /** What stands before the closing brace. */
  readonly tail: string;
  /** One step of indentation; empty where the document is written on one line. */
  readonly unit: string;
}

/** How an object's members are laid out; null where it has none to tell by. */
export function styleOf(text: string, flags: Span): Style | null {
  const first = flags.members[0];
  if (first === undefined) return null;
  const gap = text.slice(flags.open + 1, first.start);
  const tail = text.slice(flags.members.at(-1)!.end, flags.close);
  if (!gap.includes("\n")) return { gap, tail, unit: "" };
  return { gap, tail, unit: indentation(gap).slice(indentation(tail).length) || "  " };
}

/** How the members of an empty object inside this one are to be laid out. */
function styleInside(text: string, top: Span): Style {
  const outer = text.slice(top.open + 1, top.members[0]!.start);
  if (!outer.includes("\n")) return { gap: "", tail: "", unit: "" };
  const unit = indentation(outer) || "  ";
  return { gap: outer + unit, tail: outer, unit };
}

function indentation(space: string): string {
  return /[ \t]*$/.exec(space)![0];
}

function textOf(text: string, member: Member, change: Json | null | undefined, style: Style): string {
  if (change === undefined || change === null) return text.slice(member.start, member.end);
  return text.slice(member.start, member.value) + print(change, style);
}

function print(flag: Json | null, { gap, unit }: Style): string {
  return printed(flag, unit).replaceAll("\n", gap.slice(gap.search(/\r?\n[^\n]*$/)));
}
