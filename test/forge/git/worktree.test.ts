import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../support/repository.ts";
import { desk, noon, plan } from "../local/desk.ts";

/** One pull request that changes the plan and adds a file, with main checked out. */
async function proposed() {
  const world = await desk();
  const { repository } = world;
  repository.commit({ [plan]: "standing: uat\n", "flags/new.yaml": "new\n" }, { on: "promote" });
  const { number, ...squash } = await world.request("squash");
  const file = (path: string) => join(repository.root, path);
  return { ...world, file, merge: () => world.forge.merge(number, squash), base: squash.base };
}

describe("TREE-1  the work tree that has the base branch checked out follows a merge", () => {
  it("so that nothing looks changed", async () => {
    const { repository, merge, file } = await proposed();
    expect(await merge()).toMatchObject({ kind: "merged" });
    expect(readFileSync(file(plan), "utf8")).toBe("standing: uat\n");
    expect(readFileSync(file("flags/new.yaml"), "utf8")).toBe("new\n");
    expect(repository.git("status", "--porcelain")).toBe("");
  });

  it("and keeps changes elsewhere, staged or not, and files git does not know", async () => {
    const { repository, merge, file } = await proposed();
    repository.write({ "src/x.ts": "mine", "src/staged.ts": "mine", "notes.txt": "mine" });
    repository.git("add", "src/staged.ts");
    expect(await merge()).toMatchObject({ kind: "merged" });
    expect(repository.git("status", "--porcelain")).toBe("A  src/staged.ts\n M src/x.ts\n?? notes.txt");
    expect(readFileSync(file("src/x.ts"), "utf8")).toBe("mine");
  });

  it("in a linked work tree too", async () => {
    const { repository, merge } = await proposed();
    repository.git("checkout", "--quiet", "--detach");
    const linked = join(temporaryFolder(), "linked tree");
    repository.git("worktree", "add", "--quiet", linked, "main");
    expect(await merge()).toMatchObject({ kind: "merged" });
    expect(readFileSync(join(linked, plan), "utf8")).toBe("standing: uat\n");
    expect(repository.git("-C", linked, "status", "--porcelain")).toBe("");
  });

  it("not where another branch is checked out", async () => {
    const { repository, merge, file } = await proposed();
    repository.git("checkout", "--quiet", "-b", "mine");
    repository.write({ [plan]: "mine\n" });
    expect(await merge()).toMatchObject({ kind: "merged" });
    expect(readFileSync(file(plan), "utf8")).toBe("mine\n");
  });
});

describe("TREE-2  a merge that would cost somebody's work is refused, and nothing moves", () => {
  const mine: Record<string, (world: Awaited<ReturnType<typeof proposed>>) => void> = {
    "a changed file": ({ repository }) => repository.write({ [plan]: "mine\n" }),
    "a staged file": ({ repository }) => {
      repository.write({ [plan]: "mine\n" });
      repository.git("add", plan);
    },
    "a file git does not know": ({ repository }) => repository.write({ "flags/new.yaml": "mine\n" }),
    "a folder in its place": ({ file }) => {
      mkdirSync(file("flags/new.yaml"));
      writeFileSync(file("flags/new.yaml/mine"), "mine\n");
    },
  };

  it.each(Object.entries(mine))("%s", async (_, spoil) => {
    const world = await proposed();
    spoil(world);
    const { repository, merge, base } = world;
    const before = repository.git("status", "--porcelain", "--untracked-files=all");
    expect(await merge()).toMatchObject({
      kind: "refused",
      why: expect.stringMatching(
        /has the branch checked out.*flags\/(a|new)\.yaml.*commit, stash or remove what is in the way/,
      ),
    });
    expect(repository.git("rev-parse", "main")).toBe(base);
    expect(repository.git("status", "--porcelain", "--untracked-files=all")).toBe(before);
    expect(repository.git("branch", "--list", "promote")).toContain("promote");
  });

  it("another git at work in the folder", async () => {
    const { merge, base, repository, file } = await proposed();
    writeFileSync(file(".git/index.lock"), "");
    expect(await merge()).toMatchObject({ kind: "refused", why: expect.stringContaining("index.lock") });
    expect(repository.git("rev-parse", "main")).toBe(base);
  });
});

describe("TREE-3  a commit follows the same way", () => {
  it("onto the branch that is checked out", async () => {
    const { repository, forge } = await desk();
    const expected = repository.git("rev-parse", "main");
    const files = [{ path: plan, text: "standing: uat\n" }];
    expect(
      await forge.commit({ branch: "main", expected, from: expected, files, message: "Revert", at: noon }),
    ).toMatchObject({ kind: "committed" });
    expect(repository.git("status", "--porcelain")).toBe("");
    expect(readFileSync(join(repository.root, plan), "utf8")).toBe("standing: uat\n");
  });

  it("as the first commit of a repository", async () => {
    const { repository, forge } = await desk();
    repository.git("checkout", "--quiet", "--orphan", "fresh");
    repository.git("rm", "-rf", "--quiet", ".");
    const files = [{ path: plan, text: "standing: planned\n" }];
    expect(
      await forge.commit({ branch: "fresh", expected: null, from: "", files, message: "First", at: noon }),
    ).toMatchObject({ kind: "committed" });
    expect(repository.git("log", "--format=%s")).toBe("First");
    expect(repository.git("status", "--porcelain")).toBe("");
  });
});

it("TREE-4  no hook of the repository runs", async () => {
  const { repository, merge, file } = await proposed();
  mkdirSync(file(".git/hooks"), { recursive: true });
  for (const hook of [
    "reference-transaction",
    "post-index-change",
    "post-checkout",
    "post-merge",
    "pre-commit",
    "post-commit",
  ]) {
    writeFileSync(file(`.git/hooks/${hook}`), `#!/bin/sh\ntouch ${repository.root}/trapped\nexit 1\n`);
    chmodSync(file(`.git/hooks/${hook}`), 0o755);
  }
  expect(await merge()).toMatchObject({ kind: "merged" });
  expect(existsSync(file("trapped"))).toBe(false);
});
