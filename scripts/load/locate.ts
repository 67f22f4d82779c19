import { isAlias, isMap, isNode, isScalar, isSeq, type Node, type Pair } from "yaml";
import type { Path } from "./diagnostic.ts";

type Range = readonly [number, number];

/**
 * Offsets of the value at a path, or of its key; where there is none, of the nearest parent that exists. A map or list
 * is shown by its key, or by its first character where it has none; a value left empty by its key.
 */
export function locateNode(root: Node | null, path: Path, at: "key" | "value"): Range {
  let node: Node | null = root;
  let key: Range | null = null;
  for (const [index, step] of path.entries()) {
    const child = childOf(node, step);
    if (child === null) return show(node, key);
    key = child.key;
    node = child.value;
    if (at === "key" && index === path.length - 1 && key !== null) return key;
  }
  return show(node, key);
}

function childOf(node: Node | null, step: string | number): { key: Range | null; value: Node | null } | null {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && key.value === String(step)) as
      | Pair<Node, Node>
      | undefined;
    return pair === undefined ? null : { key: rangeOf(pair.key), value: pair.value };
  }
  if (!isSeq(node)) return null;
  const item = node.items[Number(step)];
  return isNode(item) ? { key: null, value: item } : null;
}

function show(node: Node | null, key: Range | null): Range {
  if (node === null) return key ?? [0, 1];
  const [start, end] = rangeOf(node);
  if (isScalar(node) || isAlias(node)) return end > start ? [start, end] : (key ?? [start, end]);
  const [first] = isMap(node) && !node.flow ? node.items : [];
  return key ?? (isNode(first?.key) ? rangeOf(first.key) : [start, start + 1]);
}

function rangeOf({ range }: Node): Range {
  return range ? [range[0], range[1]] : [0, 1];
}
