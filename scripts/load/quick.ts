import {
  blanksFrom,
  fitted,
  maybeComment,
  type Reader,
  readFlow,
  readQuoted,
  scalar,
  unsure,
  withoutBlanks,
} from "./quick-flow.ts";

/**
 * The value of a plan in the layout nearly every plan has, or null where anything is less than plain to see: then the
 * YAML parser is asked, which takes ten times as long. It reads block maps and lists, flow maps and lists on one line,
 * and texts on one line; never anchors, tags, block texts, escapes, odd keys or anything that could be an error. What it
 * reads, it reads as the parser does: a property test holds the two against each other.
 */
export function quickValue(text: string): { readonly value: unknown } | null {
  const lines = contentLines(text);
  if (lines === null || lines[0]?.indent !== 0) return null;
  const reading = { lines, at: 0 };
  try {
    const value = readMap(reading, 0, 0);
    return reading.at === lines.length ? { value } : null;
  } catch (error) {
    if (error === unsure) return null;
    throw error;
  }
}

interface Line {
  readonly indent: number;
  readonly content: string;
}

interface Reading {
  readonly lines: Line[];
  at: number;
}

/** Lines that say something. Null where a document mark, a directive, a tab or an unusual break or mark is among them. */
function contentLines(text: string): Line[] | null {
  if (/[\t\uFEFF\u2028\u2029]|^(?:---|\.\.\.|%)/m.test(text)) return null;
  const lines: Line[] = [];
  for (const line of text.includes("\r") ? text.split(/\r?\n/) : text.split("\n")) {
    const indent = blanksFrom(line, 0);
    if (indent < line.length && line[indent] !== "#") lines.push({ indent, content: line.slice(indent) });
  }
  return lines;
}

/** `key:` at the start of a line. No groups: every line is tried, and a match with groups takes three times as long. */
const entry = /[A-Za-z0-9_][\w.-]{0,199}:(?= |$)/y;

/** Where the value begins after the key that begins the line; 0 where no plain key does. */
function afterKey(content: string): number {
  entry.lastIndex = 0;
  return entry.test(content) ? entry.lastIndex : 0;
}

const deepest = 20;

function readMap(reading: Reading, indent: number, depth: number): unknown {
  if (depth > deepest) throw unsure;
  const map: Record<string, unknown> = {};
  for (let line = reading.lines[reading.at]; line !== undefined; line = reading.lines[reading.at]) {
    if (line.indent < indent || (line.indent === indent && line.content.startsWith("- "))) break;
    const colon = line.indent === indent ? afterKey(line.content) : 0;
    const key = line.content.slice(0, Math.max(0, colon - 1));
    if (colon === 0 || key === "__proto__" || Object.hasOwn(map, key)) throw unsure;
    const rest = line.content.slice(blanksFrom(line.content, colon));
    reading.at++;
    map[key] = rest === "" || rest.startsWith("#") ? readBelow(reading, indent, depth) : readInline(rest);
  }
  return map;
}

/** What stands below a key without a value beside it: a deeper map or list, a list at the same depth, or nothing. */
function readBelow(reading: Reading, indent: number, depth: number): unknown {
  const line = reading.lines[reading.at];
  if (line === undefined || line.indent < indent) return null;
  if (line.content.startsWith("- ")) return readList(reading, line.indent, depth + 1);
  return line.indent > indent ? readMap(reading, line.indent, depth + 1) : null;
}

function readList(reading: Reading, indent: number, depth: number): unknown {
  if (depth > deepest) throw unsure;
  const list: unknown[] = [];
  for (let line = reading.lines[reading.at]; line !== undefined; line = reading.lines[reading.at]) {
    if (line.indent > indent) throw unsure;
    if (line.indent < indent || !line.content.startsWith("- ")) break;
    const width = blanksFrom(line.content, 1);
    const content = line.content.slice(width);
    if (afterKey(content) > 0) {
      reading.lines[reading.at] = { indent: indent + width, content };
      list.push(readMap(reading, indent + width, depth + 1));
    } else {
      reading.at++;
      list.push(readInline(content));
    }
  }
  return fitted(list);
}

/** A value on the rest of a line. A deeper line below would continue it: maps and lists refuse one. */
function readInline(rest: string): unknown {
  const [first] = rest;
  if (first !== "{" && first !== "[" && first !== '"' && first !== "'") return readPlain(rest);
  const reader: Reader = { text: rest, at: 0 };
  const value = first === "{" || first === "[" ? readFlow(reader, 0) : readQuoted(reader);
  if (!maybeComment.test(rest.slice(reader.at))) throw unsure;
  return value;
}

function readPlain(rest: string): unknown {
  const comment = rest.indexOf(" #");
  const plain = withoutBlanks(comment === -1 ? rest : rest.slice(0, comment));
  if (plain.includes(": ") || plain.endsWith(":")) throw unsure;
  return scalar(plain);
}
