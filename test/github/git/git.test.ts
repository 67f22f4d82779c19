import fc from "fast-check";
import { DateTime } from "luxon";
import { afterAll, expect, it } from "vitest";
import { writeCommit } from "./commits.ts";
import { changesBetween, patchesBetween } from "./diff.ts";
import { between, mergeBase } from "./graph.ts";
import { history } from "./history.ts";
import { mergedTree } from "./merge.ts";
import { validRef } from "./refs.ts";
import { bareRepository, commitAt, fileAt } from "./repository.ts";
import { type Files, filesBelow, withFiles } from "./trees.ts";

const git = bareRepository();
afterAll(() => git.remove());

let second = 0;
function commit(parents: readonly string[], files: Files): string {
  second += 1;
  const who = { name: "Ada", email: "ada@example.org", at: DateTime.fromSeconds(1_700_000_000 + second) };
  const before = parents[0] ? commitAt(git, parents[0]).tree : null;
  const tree = withFiles(git.objects, before, files);
  return writeCommit(git.objects, { tree, parents, author: who, committer: who, message: `m${second}` });
}

const paths = fc.constantFrom("a", "a.b", "a-b/c", "d/e/f", "d/e/g", "d/h", "z");
const texts = fc.option(
  fc.constantFrom("1\n", "2\n", "1\n2\n3\n4\n5\n6\n7\n", "1\n2\n3\n4\n5\n6\n8\n", "0\n2\n3\n4\n5\n6\n7\n"),
  {
    nil: null,
    freq: 4,
  },
);
const edits: fc.Arbitrary<Files> = fc.dictionary(paths, texts, { maxKeys: 3 });
const runs = { numRuns: 15 };

it("GIT-1  what we write git takes, and merges and compares as we do", () => {
  const base = commit([], { a: "1\n2\n3\n4\n5\n6\n7\n", "d/e/f": "1\n", "d/h": "2\n", z: "1\n" });
  fc.assert(
    fc.property(edits, edits, (left, right) => {
      const [ours, theirs] = [commit([base], left), commit([base], right)];
      const { code, out } = git.run(["merge-tree", "--write-tree", "--no-messages", ours, theirs], [1]);
      expect(mergedTree(git, ours, theirs)).toBe(code === 0 ? out.trim().split("\n")[0] : null);
      const names = git
        .run(["diff", "--name-only", "--no-renames", "-z", ours, theirs])
        .out.split("\0")
        .filter(Boolean);
      expect(
        changesBetween(git, ours, theirs)
          .map(({ path }) => path)
          .sort(),
      ).toEqual(names.sort());
      git.refs.set("refs/heads/tested", commit([ours, theirs], {}));
    }),
    runs,
  );
  expect(git.run(["fsck", "--strict", "--no-dangling"]).out).toBe("");
});

it("GIT-2  histories have the ancestors, bases and order git says", () => {
  const shapes = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean(), edits), { minLength: 2, maxLength: 8 });
  fc.assert(
    fc.property(shapes, (shape) => {
      const all = [commit([], { a: "1\n" })];
      for (const [left, right, merges, files] of shape) {
        const parents = [all[left % all.length]!, all[right % all.length]!];
        all.push(commit(merges && parents[0] !== parents[1] ? parents : [parents[0]!], files));
      }
      const [a, b] = [all.at(-1)!, all.at(-2)!];
      git.refs.set("refs/heads/tested", a);
      const bases = git.run(["merge-base", "--all", a, b]).out.trim().split("\n");
      expect(bases).toContain(mergeBase(git, a, b));
      const listed = git
        .run(["rev-list", `${b}..${a}`])
        .out.split("\n")
        .filter(Boolean);
      expect(
        between(git, b, a)
          .map(({ oid }) => oid)
          .sort(),
      ).toEqual(listed.sort());
      const touching = git.run(["rev-list", a, "--", "d"]).out.split("\n").filter(Boolean);
      expect(history(git, a, "d").map(({ oid }) => oid)).toEqual(touching);
    }),
    runs,
  );
});

it("GIT-3  files are what was written, a rename is one, a mode survives", () => {
  const first = commit([], { "x/y.md": "same\ntext\nhere\n", gone: "1\n" });
  const next = commit([first], {
    "x/y.md": null,
    "moved.md": "same\ntext\nhere\n",
    gone: null,
    "new/a": Buffer.from([0, 255]),
  });
  expect([...filesBelow(git.objects, commitAt(git, next).tree)].map(([path]) => path)).toEqual(["moved.md", "new/a"]);
  expect(fileAt(git, next, "new/a")).toEqual(Buffer.from([0, 255]));
  expect(fileAt(git, next, "x/y.md")).toBeNull();
  expect(patchesBetween(git, first, next).map(({ filename, status }) => `${status} ${filename}`)).toEqual([
    "removed gone",
    "renamed moved.md",
    "added new/a",
  ]);
});

it.each([
  ["refs/heads/promote/a", true],
  ["refs/heads/", false],
  ["refs/heads/../main", false],
  ["refs/heads/a..b", false],
  ["refs/heads/a b", false],
  ["refs/heads/a.lock", false],
  ["heads/main", false],
])("GIT-4  %s is a ref: %s", (ref, valid) => {
  expect(validRef(ref)).toBe(valid);
});
