import { isMap, isNode, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from "yaml";
import { composeYaml } from "./compose.ts";
import { endOfLine, type Splice, splice, startOfLine } from "./cut.ts";
import type { Path } from "./diagnostic.ts";
import { doubleQuoted, stringify } from "./text.ts";

/** Sets the value at a path and touches nothing else; keys that are missing on the way are made. Null: it cannot. */
export function setAt(text: string, path: Path, value: unknown): string | null {
  const composed = composeYaml(text);
  if (composed.kind === "too-deep") return null;
  let node: Node | null = composed.document.contents;
  for (const [index, step] of path.entries()) {
    const rest = path.slice(index + 1);
    if (isSeq(node)) {
      const item = node.items[Number(step)];
      if (!isNode(item)) return null;
      node = item;
    } else if (isMap(node)) {
      const pair = pairAt(node, String(step));
      if (pair === null) return addKey(text, node, String(step), wrapped(rest, value));
      if (rest.length === 0 || holdsNothing(pair)) return replaceValue(text, pair, wrapped(rest, value));
      node = pair.value;
    } else return null;
  }
  return null;
}

/** Appends an entry to the list under a key of the top map; makes the list where it is missing or empty. Null: it cannot. */
export function appendAt(text: string, key: string, item: Readonly<Record<string, unknown>>): string | null {
  const composed = composeYaml(text);
  const root = composed.kind === "document" ? composed.document.contents : null;
  if (!isMap(root)) return null;
  const pair = pairAt(root, key);
  if (root.flow) return pair === null ? addKey(text, root, key, [item]) : appendFlow(text, pair.value, item);
  const indent = indentOf(text, root);
  if (pair === null)
    return splice(text, newLines(text, endOf(root, text), [`${indent}${key}:`, ...itemLines(item, `${indent}  `)]));
  const list = pair.value;
  if (!isSeq(list)) return null;
  if (!list.flow) return splice(text, newLines(text, endOf(list, text), itemLines(item, indentOf(text, list))));
  if (list.items.length > 0) return appendFlow(text, list, item);
  const [start, end] = list.range!;
  if (text.slice(start, end).trim() !== "[]") return appendFlow(text, list, item);
  const bare = text.slice(0, start).trimEnd() + text.slice(end);
  return splice(bare, newLines(bare, start - 1, itemLines(item, `${indent}  `)));
}

function pairAt(map: Node & YAMLMap, key: string): Pair<Node, Node | null> | null {
  return (map.items.find((pair) => isScalar(pair.key) && pair.key.value === key) as Pair<Node, Node | null>) ?? null;
}

function holdsNothing({ value }: Pair<Node, Node | null>): boolean {
  return value === null || (isScalar(value) && value.value === null);
}

const wrapped = (path: Path, value: unknown): unknown =>
  path.reduceRight<unknown>((inner, step) => ({ [step]: inner }), value);

function replaceValue(text: string, { key, value: node }: Pair<Node, Node | null>, value: unknown): string {
  const written = isScalar(node) && typeof value === "string" ? inStyle(node.type, value) : stringify(value);
  if (node === null) return splice(text, { at: key.range![1], written: `: ${written}` });
  const [start, end] = node.range!;
  const colon = text.indexOf(":", key.range![1]) + 1;
  if (start === end)
    return splice(text, { at: colon, upTo: text[start] === "," ? start : colon, written: ` ${written}` });
  if (isBlock(node)) {
    const from = startOfLine(text, start);
    return `${text.slice(0, colon)} ${written}${text.slice(colon, from)}${text.slice(endOfLine(text, endOf(node, text)))}`;
  }
  const tail =
    isScalar(node) && node.type?.startsWith("BLOCK") ? (/\r?\n$/.exec(text.slice(start, end))?.[0] ?? "") : "";
  return splice(text, { at: start, upTo: end, written: written + tail });
}

/** Quotes stay quotes. */
function inStyle(type: string | undefined, value: string): string {
  if (type === "QUOTE_SINGLE" && /^[ -~]*$/.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return type === "QUOTE_DOUBLE" ? doubleQuoted(value) : stringify(value);
}

function addKey(text: string, map: Node & YAMLMap, key: string, value: unknown): string {
  const entry = `${stringify(key)}: ${stringify(value)}`;
  if (map.flow) return appendText(text, map, entry, " ");
  return splice(text, newLines(text, endOf(map, text), [indentOf(text, map) + entry]));
}

function appendFlow(text: string, list: Node | null, item: unknown): string | null {
  return isSeq(list) && list.flow ? appendText(text, list, stringify(item), "") : null;
}

/** An entry more in `{...}` or `[...]`, right after the last one. */
function appendText(text: string, into: Node & (YAMLMap | YAMLSeq), entry: string, pad: string): string {
  const last = into.items.at(-1);
  if (last !== undefined) return splice(text, { at: endOf(last as Node, text), written: `, ${entry}` });
  const start = into.range![0];
  const empty = /^.\s*.$/.test(text.slice(start, into.range![1]));
  return empty
    ? splice(text, { at: start + 1, upTo: into.range![1] - 1, written: `${pad}${entry}${pad}` })
    : splice(text, { at: start + 1, written: `${pad}${entry}` });
}

type Item = Readonly<Record<string, unknown>>;

const itemLines = (item: Item, indent: string) =>
  Object.entries(item).map(([key, one], index) => `${indent}${index === 0 ? "- " : "  "}${key}: ${stringify(one)}`);

/** What stands before the keys or entries of a block, as blanks. */
function indentOf(text: string, { range }: Node): string {
  return " ".repeat(range![0] - startOfLine(text, range![0]));
}

/** Lines of their own, below the line on which `after` lies. */
function newLines(text: string, after: number, lines: readonly string[]): Splice {
  const eol = /\r?\n/.exec(text)?.[0] ?? "\n";
  const at = endOfLine(text, after);
  const open = at > 0 && text[at - 1] !== "\n";
  return { at, written: `${open ? eol : ""}${lines.map((line) => line + eol).join("")}` };
}

const isBlock = (node: Node) => (isMap(node) || isSeq(node)) && !node.flow;

/** Where the last character of a value stands, comments behind it left out. */
function endOf(node: Node | Pair, text: string): number {
  if (!isNode(node)) {
    const { key, value } = node as Pair<Node, Node | null>;
    return value === null ? key.range![1] : endOf(value, text);
  }
  const last = isBlock(node) ? (node as YAMLMap | YAMLSeq).items.at(-1) : undefined;
  return last === undefined ? node.range![1] : endOf(last as Node | Pair, text);
}
