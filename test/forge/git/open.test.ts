import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, it, vi } from "vitest";
import { tooOld } from "../../../scripts/forge/git/open.ts";
import { gitIn } from "../../../scripts/forge/git/run.ts";
import { createRepository, openRepository } from "../../../scripts/forge/git.ts";
import { repositoryAt, temporaryFolder, testRepository } from "../../support/repository.ts";

afterEach(() => vi.unstubAllEnvs());

/** A `git` that comes before the real one on PATH. */
function gitThat(script: string): void {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "git"), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, "git"), 0o755);
  vi.stubEnv("PATH", `${folder}:${process.env.PATH}`);
}

describe("OPEN-1  what is no repository is said with the way out", () => {
  it("a folder without git", async () => {
    const folder = temporaryFolder();
    await expect(openRepository(folder)).rejects.toMatchObject({
      reason: "not-a-repository",
      message: `${folder} is not a git repository; run the command in one, name it with --root, or make one with: git init`,
    });
  });

  it("no folder at all", async () => {
    await expect(openRepository("/nowhere/at/all")).rejects.toThrow(
      "there is no folder /nowhere/at/all; name one with --root",
    );
  });

  it("a folder inside a repository names the top", async () => {
    const { root, commit } = testRepository();
    commit({ "flags/a.yaml": "1" });
    const inner = join(root, "flags");
    await expect(openRepository(inner)).rejects.toThrow(
      `${inner} is a folder inside the repository ${root}; use --root ${root}`,
    );
  });

  it("git that is not installed", async () => {
    const { root } = testRepository();
    vi.stubEnv("PATH", "/nowhere");
    await expect(openRepository(root)).rejects.toThrow(
      "git is not installed, or not on PATH; install git 2.38 or newer",
    );
  });

  it("git that is too old", async () => {
    const { root } = testRepository();
    gitThat(
      `case "$*" in *version*) echo git version 2.37.9 ;; *) exec /usr/bin/env -i PATH="\${PATH#*:}" git "$@" ;; esac`,
    );
    await expect(openRepository(root)).rejects.toThrow("git 2.37 is too old; install git 2.38 or newer");
  });

  it.each([
    ["git version 2.39.5", null],
    ["git version 2.39.5 (Apple Git-154)", null],
    ["git version 2.38.0.windows.1", null],
    ["git version 3.0", null],
    ["git version 1.99.1", "git 1.99 is too old; install git 2.38 or newer"],
    ["who knows", 'git does not tell its version (it says "who knows"); install git 2.38 or newer'],
  ])("%s", (version, problem) => expect(tooOld(version)).toBe(problem));
});

describe("OPEN-2  a repository of another user is read only where its reader trusts it", () => {
  const foreign = `GIT_TEST_ASSUME_DIFFERENT_OWNER=1 PATH="\${PATH#*:}" exec git "$@"`;

  it("is refused as git refuses it", async () => {
    const { root } = testRepository();
    gitThat(foreign);
    vi.stubEnv("GIT_CONFIG_GLOBAL", "/dev/null");
    await expect(openRepository(root)).rejects.toThrow(
      `trust it with: git config --global --add safe.directory ${root}`,
    );
  });

  it("is read once the user's settings say so", async () => {
    const { root, commit } = testRepository();
    const id = commit({ "flags/a.yaml": "1" });
    gitThat(foreign);
    const settings = join(temporaryFolder(), "gitconfig");
    writeFileSync(settings, `[safe]\n\tdirectory = ${root}\n`);
    vi.stubEnv("GIT_CONFIG_GLOBAL", settings);
    expect((await (await openRepository(root)).commit("main"))!.id).toBe(id);
  });
});

describe("OPEN-3  where git runs", () => {
  it("is the folder named, whatever the environment says", async () => {
    const [here, elsewhere] = [testRepository(), testRepository()];
    const id = here.commit({ "flags/a.yaml": "here" });
    elsewhere.commit({ "flags/a.yaml": "elsewhere" });
    for (const name of ["GIT_DIR", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY"])
      vi.stubEnv(name, join(elsewhere.root, ".git"));
    vi.stubEnv("GIT_WORK_TREE", elsewhere.root);
    vi.stubEnv("GIT_INDEX_FILE", "/nowhere/index");
    vi.stubEnv("GIT_CONFIG_COUNT", "1");
    vi.stubEnv("GIT_CONFIG_KEY_0", "core.bare");
    vi.stubEnv("GIT_CONFIG_VALUE_0", "nonsense");

    expect((await (await openRepository(here.root)).commit("main"))!.id).toBe(id);
  });

  it("may be bare, a linked work tree, or reached through a link or a name with spaces", async () => {
    const repository = testRepository();
    const id = repository.commit({ "flags/a.yaml": "1" });
    const folder = temporaryFolder();
    repository.git("clone", "--quiet", "--bare", ".", join(folder, "bare.git"));
    repository.git("worktree", "add", "--quiet", join(folder, "a work tree"), "-b", "other");
    for (const name of ["bare.git", "a work tree"]) {
      expect((await (await openRepository(join(folder, name))).commit("main"))!.id).toBe(id);
    }
  });

  it("a replaced object is not what it replaces", async () => {
    const repository = testRepository();
    const first = repository.commit({ "flags/a.yaml": "1" });
    const second = repository.commit({ "flags/a.yaml": "2" });
    repository.git("replace", second, first);
    expect((await (await openRepository(repository.root)).commit("main"))!.id).toBe(second);
    expect(await (await openRepository(repository.root)).diff(first, second)).toHaveLength(1);
  });
});

it("OPEN-4  git that hangs or talks too much is ended", async () => {
  const { root } = testRepository();
  gitThat("exec sleep 60");
  await expect(gitIn(root).run("status", [], { seconds: 0.2 })).rejects.toThrow("did not end within 0.2 s");
  vi.unstubAllEnvs();
  gitThat("exec yes");
  await expect(gitIn(root).run("status", [], { bytes: 100_000 })).rejects.toThrow("answered more than 100000 bytes");
  vi.unstubAllEnvs();
  gitThat("kill -9 $$");
  await expect(gitIn(root).run("status", [])).rejects.toThrow("was ended by SIGKILL");
});

it("OPEN-5  a new repository is empty, on the branch asked for", async () => {
  const folder = join(temporaryFolder(), "new");
  mkdirSync(folder);
  await createRepository(folder, "trunk");
  expect(repositoryAt(folder).git("branch", "--show-current")).toBe("trunk");
  expect(await (await openRepository(folder)).commit("HEAD")).toBeNull();
});

it("OPEN-6  a shallow clone says how to get what it lacks", async () => {
  const origin = testRepository();
  const base = origin.commit({ "flags/a.yaml": "1" });
  origin.commit({ "flags/a.yaml": "2" }, { on: "promote" });
  const clone = join(temporaryFolder(), "clone");
  origin.git("clone", "--quiet", "--depth=1", "--branch=promote", String(pathToFileURL(origin.root)), clone);
  const git = await openRepository(clone);
  const fetch = `git fetch --depth=1 origin ${base}`;

  expect(await git.compare(base, "promote")).toMatchObject({
    kind: "unknown",
    ref: base,
    why: expect.stringContaining(fetch),
  });
  await expect(git.diff(base, "promote")).rejects.toThrow(fetch);
  await expect(git.tree(base, "flags")).rejects.toThrow(fetch);
  await expect(git.mergeBase(base, "promote")).rejects.toThrow(fetch);
  await expect(git.isAncestor(base, "promote")).rejects.toThrow(fetch);
  await expect(git.history(base, "flags")).rejects.toThrow(fetch);

  repositoryAt(clone).git("fetch", "--quiet", "--depth=1", "origin", base);
  expect(await git.diff(base, "promote")).toHaveLength(1);
  expect(await git.compare(base, "promote")).toMatchObject({
    kind: "diverged",
    mergeBase: null,
    why: expect.stringContaining("git fetch --unshallow"),
  });
});
