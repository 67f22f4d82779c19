import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differences } from "../../scripts/plan/difference.ts";
import type { Leaf, Tree } from "../../scripts/plan/material.ts";

describe("DIFFERENCE-1  every leaf that differs, and where", () => {
  it.each<[Tree, Tree, unknown[]]>([
    [{ a: 1 }, { a: 1 }, []],
    [{ a: 1 }, { a: 2 }, [{ path: ["a"], before: 1, after: 2 }]],
    [{ a: 1 }, {}, [{ path: ["a"], before: 1, after: undefined }]],
    [{}, { a: null }, [{ path: ["a"], before: undefined, after: null }]],
    [{ a: { b: 1 } }, { a: { b: 2 } }, [{ path: ["a", "b"], before: 1, after: 2 }]],
    [{ a: null }, { a: { b: 1 } }, [{ path: ["a", "b"], before: undefined, after: 1 }]],
    [{ a: { b: 1 } }, { a: null }, [{ path: ["a", "b"], before: 1, after: undefined }]],
    [
      { a: "x" },
      { a: { b: 1 } },
      [
        { path: ["a"], before: "x", after: undefined },
        { path: ["a", "b"], before: undefined, after: 1 },
      ],
    ],
    [{ a: {} }, { a: null }, [{ path: ["a"], before: undefined, after: null }]],
    [{ a: {} }, {}, []],
    [{}, { constructor: 1 }, [{ path: ["constructor"], before: undefined, after: 1 }]],
  ])("%o to %o", (base, head, expected) => {
    expect(differences(base, head)).toEqual(expected);
  });
});

const leaf: fc.Arbitrary<Leaf> = fc.constantFrom(null, 0, 1, "x", true);
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.dictionary(fc.constantFrom("a", "b", "c"), fc.oneof({ depthSize: "small" }, leaf, tie("tree"))),
}));

/** A tree as its leaves: what is compared. */
const leaves = (node: Tree | Leaf, path = ""): string[] =>
  typeof node === "object" && node !== null
    ? Object.entries(node).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`))
    : [`${path}=${JSON.stringify(node)}`];

it("DIFFERENCE-2  none exactly where both have the same leaves", () => {
  fc.assert(
    fc.property(tree, tree, (a, b) => {
      expect(differences(a, a)).toEqual([]);
      const same = leaves(a).sort().join() === leaves(b).sort().join();
      expect(differences(a, b).length === 0).toBe(same);
    }),
  );
});
