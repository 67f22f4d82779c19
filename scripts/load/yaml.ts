import type { ParsedNode, YAMLError } from "yaml";
import { composeYaml, deepest } from "./compose.ts";
import { maxBytes, tooLarge } from "./decode.ts";
import type { Diagnostic, Path, Place, Source } from "./diagnostic.ts";
import { placesOf } from "./lines.ts";
import { locateNode } from "./locate.ts";
import { plainValue, type Refusal } from "./plain.ts";
import { atMost } from "./problem.ts";
import { quickValue } from "./quick.ts";

/** The plain value of a file, and where each part of it stands. */
export interface Tree {
  readonly value: unknown;
  readonly locate: (path: Path, at: "key" | "value") => Place;
}

export type Parsed =
  | { readonly ok: true; readonly tree: Tree }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** YAML text as one plain value. Of several syntax errors only the first is said: the others mostly follow from it. */
export function parseYaml(source: Source): Parsed {
  const quick = refusedText(source.text) === null ? quickValue(source.text) : null;
  return quick === null ? parseFully(source) : { ok: true, tree: { ...quick, locate: lookUp(source) } };
}

/** Places are asked for only where something is wrong, so the parser that knows them runs only then. */
function lookUp({ text }: Source): Tree["locate"] {
  const place = placesOf(text);
  let root: ParsedNode | null | undefined;
  return (path, at) => {
    if (root === undefined) {
      const composed = composeYaml(text);
      root = composed.kind === "document" ? composed.document.contents : null;
    }
    return place(...locateNode(root, path, at));
  };
}

/** The same by the YAML parser alone. */
export function parseFully({ file, text }: Source): Parsed {
  const place = placesOf(text);
  const refuse = (refusals: readonly Refusal[]): Parsed => {
    const diagnostics = refusals.map(({ message, start, end }): Diagnostic => {
      return { rule: "yaml", severity: "error", message, file, place: place(start, end) };
    });
    return { ok: false, diagnostics: atMost(diagnostics) };
  };

  const unreadable = refusedText(text);
  if (unreadable !== null) return refuse([unreadable]);

  const composed = composeYaml(text);
  if (composed.kind === "too-deep") {
    const message = `maps and lists stand more than ${deepest} deep in each other: make the file flatter`;
    return refuse([{ message, start: composed.offset, end: composed.offset + 1 }]);
  }
  const { document, second } = composed;
  const error = document.errors[0] ?? document.warnings[0];
  if (error !== undefined) return refuse([{ message: saySyntax(error, text), start: error.pos[0], end: error.pos[1] }]);
  if (document.directives?.yaml.explicit === true) {
    return refuse([{ message: "a %YAML line is not needed: remove it", start: 0, end: 1 }]);
  }
  if (second !== null) {
    const message = "the file holds more than one document: put each in a file of its own, without `---` between";
    return refuse([{ message, start: second, end: second + 1 }]);
  }

  const { value, refusals } = plainValue(document.contents);
  if (refusals.length > 0) return refuse(refusals);
  return { ok: true, tree: { value, locate: (path, at) => place(...locateNode(document.contents, path, at)) } };
}

const utf8 = new TextEncoder();

/** Control characters, except tab and line ends: YAML 1.2.2, section 5.1, forbids them. */
const forbidden = /[^\P{Cc}\t\n\r]|\r(?!\n)/u;

function refusedText(text: string): Refusal | null {
  // A unit of JavaScript's text is at most three bytes, so most files need not be encoded to be small enough.
  const bytes = text.length > maxBytes || text.length * 3 <= maxBytes ? text.length : utf8.encode(text).length;
  if (bytes > maxBytes) return { message: tooLarge(bytes), start: 0, end: 1 };
  const start = text.search(forbidden);
  if (start === -1) return null;
  const code = text.charCodeAt(start).toString(16).toUpperCase().padStart(4, "0");
  return { message: `the control character U+${code} cannot stand in a text file: remove it`, start, end: start + 1 };
}

/** The parser's own words where they are plain, ours where they need the way out. */
function saySyntax({ code, message, pos }: YAMLError, text: string): string {
  switch (code) {
    case "TAB_AS_INDENT":
      return "a tab cannot indent: use spaces";
    case "BAD_INDENT":
      return message.includes("end with a") ? "the map or list before this is not closed: add its } or ]" : badIndent;
    case "MISSING_CHAR":
      if (message.includes("without - indicator")) return badIndent;
      return message.includes("closing")
        ? "a text is not closed: add its closing quote"
        : `something is missing: ${message}`;
    case "BLOCK_AS_IMPLICIT_KEY":
      return "a text with a colon and a space in it needs quotes";
    case "MULTILINE_IMPLICIT_KEY":
      return /^[^\s:]+:[^\s:]/.test(text.slice(pos[0], pos[1]))
        ? "a space is missing after the colon"
        : `this is not a key: ${message}. Write \`key: value\``;
    case "BAD_SCALAR_START":
      return `${message}: put the text in quotes`;
    case "NON_STRING_KEY":
      return "a key must be plain text, not a list or a map";
    case "TAG_RESOLVE_FAILED":
      return `${message}: tags are not read here, write the value without it`;
    default:
      return message.length > 200 ? `${message.slice(0, 200)}...` : message;
  }
}

const badIndent = "this line is not indented like its neighbours: line it up with them, with spaces";
