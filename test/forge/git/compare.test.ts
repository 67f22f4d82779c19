import { describe, expect, it } from "vitest";
import { closest } from "../../../scripts/forge/git/closest.ts";
import { openRepository } from "../../../scripts/forge/git.ts";
import { testRepository } from "../../support/repository.ts";

/** main: 1 - 2;  promote: 1 - a;  ahead: 1 - 2 - b;  alien: another beginning. */
async function four() {
  const repository = testRepository();
  const first = repository.commit({ "flags/a.yaml": "1" });
  repository.commit({ "flags/a.yaml": "a" }, { on: "promote" });
  const main = repository.commit({ "flags/a.yaml": "2" });
  repository.commit({ "flags/a.yaml": "b" }, { on: "ahead" });
  repository.git("checkout", "--quiet", "--orphan", "alien");
  repository.commit({ "flags/a.yaml": "z" });
  repository.git("checkout", "--quiet", "main");
  return { repository, first, main, git: await openRepository(repository.root) };
}

describe("COMP-1  two ends lie to each other in one of these ways", () => {
  it("head is ahead of base, or the same", async () => {
    const { git, main } = await four();
    expect(await git.compare("main", "ahead")).toMatchObject({
      kind: "ahead",
      base: { id: main },
      head: { subject: /flags/ },
    });
    expect(await git.compare("main", "main")).toMatchObject({ kind: "ahead" });
    expect(await git.isAncestor("main", "ahead")).toBe(true);
  });

  it("the two parted", async () => {
    const { git, main, first } = await four();
    expect(await git.compare("main", "promote")).toMatchObject({
      kind: "diverged",
      mergeBase: first,
      why: `main (${main.slice(0, 10)}) is not an ancestor of promote: they parted at ${first.slice(0, 10)}; bring it up to date with: git rebase main promote`,
    });
    expect(await git.mergeBase("main", "promote")).toBe(first);
    expect(await git.isAncestor("main", "promote")).toBe(false);
  });

  it("the two have nothing in common", async () => {
    const { git } = await four();
    expect(await git.compare("main", "alien")).toMatchObject({
      kind: "diverged",
      mergeBase: null,
      why: expect.stringContaining("the two share no history; start the branch from main"),
    });
    expect(await git.mergeBase("main", "alien")).toBeNull();
  });

  it.each([
    ["mian", 'no branch, tag or commit "mian"; did you mean "main"?'],
    ["Promote", 'no branch, tag or commit "Promote"; did you mean "promote"?'],
    ["release", 'no branch, tag or commit "release"; did you mean "origin/release"?'],
    ["something-else", 'no branch, tag or commit "something-else"; git branch --all lists what there is'],
    ["--upload-pack=x", 'no branch, tag or commit "--upload-pack=x"; git branch --all lists what there is'],
    ["a\nb", 'no branch, tag or commit "a\\nb"; git branch --all lists what there is'],
    [
      "0123456789".repeat(4),
      `no branch, tag or commit "${"0123456789".repeat(4)}"; git branch --all lists what there is`,
    ],
  ])("%j is no name here", async (ref, why) => {
    const { git, repository } = await four();
    repository.git("update-ref", "refs/remotes/origin/release", "HEAD");
    expect(await git.compare(ref, "main")).toEqual({ kind: "unknown", ref, why });
    expect(await git.compare("main", ref)).toEqual({ kind: "unknown", ref, why });
    await expect(git.mergeBase(ref, "main")).rejects.toThrow(why);
  });
});

it.each([
  ["mian", ["main", "mint"], "main"],
  ["main", ["completely", "different"], null],
  ["x", [], null],
  ["promote/form1095b-hlaf", ["promote/form1095b-half", "promote/form1095b-full"], "promote/form1095b-half"],
])("COMP-2  nearest to %s among %j is %s", (written, names, expected) => {
  expect(closest(written, names)).toBe(expected);
});
