import { isAlias, isMap, isScalar, isSeq, type Node, type ParsedNode, type YAMLMap } from "yaml";

/** How many values aliases may repeat, all together: enough to share a query, too few to swell. */
export const mostRepeated = 10_000;

/** What is wrong with a part of the text, by offset. */
export interface Refusal {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

interface Anchored {
  readonly value: unknown;
  readonly size: number;
}

interface Walk {
  readonly anchors: Map<string, Anchored>;
  readonly refusals: Refusal[];
  /** Values seen so far, those behind aliases counted each time. */
  size: number;
  repeated: number;
}

/** The plain value of a YAML tree: maps, lists, text, numbers, booleans and null, and what in it is refused. */
export function plainValue(root: ParsedNode | null): {
  readonly value: unknown;
  readonly refusals: readonly Refusal[];
} {
  const walk: Walk = { anchors: new Map(), refusals: [], size: 0, repeated: 0 };
  return { value: plain(root, walk), refusals: walk.refusals };
}

function plain(node: Node | null | undefined, walk: Walk): unknown {
  const before = walk.size++;
  if (node === null || node === undefined) return null;
  if (isAlias(node)) return repeated(node, walk);
  if (node.tag !== undefined) {
    const tag = node.tag.replace("tag:yaml.org,2002:", "!!");
    refuse(walk, node, `the tag ${tag} is not read here: write the value without it`);
  }
  const value = content(node, walk);
  if ("anchor" in node && typeof node.anchor === "string") {
    walk.anchors.set(node.anchor, { value, size: walk.size - before });
  }
  return value;
}

function content(node: Node, walk: Walk): unknown {
  if (isScalar(node)) return node.value;
  if (isSeq(node)) return node.items.map((item) => plain(item as Node, walk));
  return isMap(node) ? entries(node as YAMLMap<Node, Node | null>, walk) : null;
}

function entries(map: YAMLMap<Node, Node | null>, walk: Walk): unknown {
  const object: Record<string, unknown> = {};
  for (const { key: keyNode, value } of map.items) {
    const key = isScalar(keyNode) ? keyNode.value : null;
    if (typeof key !== "string") {
      refuse(walk, keyNode, "a key must be plain text");
    } else if (key === "<<") {
      refuse(walk, keyNode, "merge keys are not read here: write the keys out");
    } else if (key === "__proto__") {
      refuse(walk, keyNode, "the key `__proto__` is refused: choose another");
    } else {
      if (Object.hasOwn(object, key))
        refuse(walk, keyNode, `the key \`${key}\` stands twice in one map: remove one of them`);
      object[key] = plain(value, walk);
    }
  }
  return object;
}

function repeated(alias: Node & { readonly source: string }, walk: Walk): unknown {
  const anchored = walk.anchors.get(alias.source);
  if (anchored === undefined) {
    refuse(walk, alias, `*${alias.source} repeats nothing: no value above is marked &${alias.source}`);
    return null;
  }
  walk.size += anchored.size;
  walk.repeated += anchored.size;
  if (walk.repeated <= mostRepeated) return anchored.value;
  if (walk.repeated - anchored.size <= mostRepeated) {
    refuse(walk, alias, `aliases repeat more than ${mostRepeated} values here: write the values out`);
  }
  return null;
}

function refuse(walk: Walk, node: Node, message: string): void {
  const [start, end] = node.range ?? [0, 1];
  walk.refusals.push({ message, start, end });
}
