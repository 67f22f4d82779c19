import type { Leaf, Tree } from "./material.ts";

/** One leaf that is not the same on both sides; undefined where that side does not have it. */
export interface Difference {
  readonly path: readonly string[];
  readonly before: Leaf | undefined;
  readonly after: Leaf | undefined;
}

/**
 * Every leaf that differs, in the order of the base, what only the head has last. Equal trees differ nowhere. Where an
 * empty place on one side is a branch on the other, the leaves of the branch say so.
 */
export function differences(base: Tree, head: Tree): readonly Difference[] {
  return compare(base, head, []);
}

type Node = Leaf | Tree | undefined;

function compare(before: Node, after: Node, path: readonly string[]): readonly Difference[] {
  if (before === after) return [];
  const [was, is] = [branches(before), branches(after)];
  if (was.length === 0 && is.length === 0) {
    const [left, right] = [leaf(before), leaf(after)];
    return left === right ? [] : [{ path, before: left, after: right }];
  }
  const keys = [...new Set([...was, ...is])];
  const inside = keys.flatMap((key) => compare(child(before, key), child(after, key), [...path, key]));
  return [...replaced(leaf(before), leaf(after), path), ...inside];
}

/** A value on one side that is a branch on the other; an empty place needs no words of its own. */
function replaced(before: Leaf | undefined, after: Leaf | undefined, path: readonly string[]): readonly Difference[] {
  return (before ?? null) === (after ?? null) ? [] : [{ path, before, after }];
}

const isTree = (node: Node): node is Tree => typeof node === "object" && node !== null;
const branches = (node: Node): readonly string[] => (isTree(node) ? Object.keys(node) : []);
const leaf = (node: Node): Leaf | undefined => (isTree(node) ? undefined : node);
const child = (node: Node, key: string): Node => (isTree(node) && Object.hasOwn(node, key) ? node[key] : undefined);
