import { describe, expect, it } from "vitest";
import { openRepository } from "../../scripts/forge/git.ts";
import { testRepository } from "../support/repository.ts";

const plan = "flags/a.yaml";

describe("GIT-1  a name is a branch, a tag or a commit, and nothing else", () => {
  it("finds branches, tags, HEAD, ids and short ids", async () => {
    const repository = testRepository();
    const id = repository.commit({ [plan]: "1" }, { at: "2025-03-12T09:30:00Z", message: "First\nline\n\nand a body" });
    repository.git("tag", "--annotate", "v1", "--message=One");
    repository.git("update-ref", "refs/remotes/origin/main", id);
    const git = await openRepository(repository.root);

    for (const ref of ["main", "v1", "HEAD", id, id.slice(0, 10), "origin/main", "refs/heads/main", "main~0"]) {
      expect(await git.commit(ref), ref).toMatchObject({ id, subject: "First line" });
    }
    expect((await git.commit("main"))!.committedAt.toISO()).toBe("2025-03-12T09:30:00.000Z");
  });

  it("means the branch where a tag has the same name", async () => {
    const repository = testRepository();
    repository.commit({ [plan]: "1" });
    repository.git("tag", "main");
    const second = repository.commit({ [plan]: "2" });
    const git = await openRepository(repository.root);

    expect((await git.commit("main"))!.id).toBe(second);
    expect((await git.tree("main", "flags"))[0]!.oid).toBe(repository.git("rev-parse", `${second}:${plan}`));
  });

  it("means the commit where a branch is named like its id", async () => {
    const repository = testRepository();
    const first = repository.commit({ [plan]: "1" });
    repository.commit({ [plan]: "2" });
    repository.git("update-ref", `refs/heads/${first}`, "HEAD");

    expect((await (await openRepository(repository.root)).commit(first))!.id).toBe(first);
  });

  it.each([
    "",
    "-",
    "--help",
    "--output=x",
    "nope",
    "main..main",
    "^main",
    ":/First",
    "main:flags",
    "main\nmain",
    "a b",
    "HEAD^{tree}",
    "*",
  ])("nothing is called %j", async (ref) => {
    const repository = testRepository();
    repository.commit({ [plan]: "1" });
    const git = await openRepository(repository.root);

    expect(await git.commit(ref)).toBeNull();
    await expect(git.tree(ref, "flags")).rejects.toThrow("no branch, tag or commit");
    await expect(git.diff("main", ref)).rejects.toThrow("no branch, tag or commit");
    expect(repository.git("status", "--porcelain")).toBe("");
  });

  it("a commit whose date is no number has no time, not 1970", async () => {
    const repository = testRepository();
    const good = repository.commit({ [plan]: "1" });
    const text = repository.git("cat-file", "commit", good).replace(/^(committer .*>).*$/m, "$1 when-I-felt-like-it");
    repository.write({ "../odd": text });
    const odd = repository.git("hash-object", "-t", "commit", "-w", "--literally", "../odd");

    const commit = await (await openRepository(repository.root)).commit(odd);
    expect(commit).toMatchObject({ id: odd });
    expect(commit!.committedAt.isValid).toBe(false);
  });
});

describe("GIT-2  trees and differences name every file once, whatever it is called", () => {
  const odd = [
    "flags/with space.yaml",
    "flags/new\nline.yaml",
    'flags/"quoted".yaml',
    "flags/größe-日本.yaml",
    "flags/tab\there.yaml",
  ];

  it("lists files below a folder, sorted, links and submodules told apart", async () => {
    const repository = testRepository();
    const first = repository.commit({
      ...Object.fromEntries(odd.map((path) => [path, path])),
      "flagship/x": "not below flags",
      "src/a": "",
    });
    repository.git(
      "update-index",
      "--add",
      "--cacheinfo",
      `120000,${repository.git("rev-parse", "HEAD:src/a")},flags/link.yaml`,
    );
    repository.git("update-index", "--add", "--cacheinfo", `160000,${first},flags/module`);
    repository.git("commit", "--quiet", "--message=Odd");
    const git = await openRepository(repository.root);

    const files = await git.tree("main", "flags");
    expect(files.map(({ path }) => path)).toEqual([...odd, "flags/link.yaml", "flags/module"].sort());
    expect(files.filter(({ kind }) => kind !== "file").map(({ path, kind }) => [path, kind])).toEqual([
      ["flags/link.yaml", "symlink"],
      ["flags/module", "submodule"],
    ]);
    expect(await git.tree("main", "flags/")).toEqual(files);
    expect(await git.tree("main", "nowhere")).toEqual([]);
    expect((await git.tree("main", "")).length).toBe(files.length + 2);
    expect(await git.tree("main", "*")).toEqual([]);
  });

  it("tells what came, went and changed, a rename as both", async () => {
    const repository = testRepository();
    const base = repository.commit({ [odd[1]!]: "same", "flags/gone.yaml": "x", "flags/stays.yaml": "y", [plan]: "1" });
    const head = repository.commit({ [odd[1]!]: null, [odd[0]!]: "same", "flags/gone.yaml": null, [plan]: "2" });
    const git = await openRepository(repository.root);

    const changes = await git.diff(base, head);
    const told = changes.map(({ path, before, after }) => [
      path,
      before === null ? "came" : after === null ? "went" : "changed",
    ]);
    const expected = { [odd[1]!]: "went", [odd[0]!]: "came", "flags/gone.yaml": "went", [plan]: "changed" };
    expect(Object.fromEntries(told)).toEqual(expected);
    const texts = await git.read(
      changes.flatMap(({ before, after }) => [before?.oid, after?.oid]).filter((oid) => oid !== undefined),
    );
    const changed = changes.find(({ path }) => path === plan)!;
    expect([texts.get(changed.before!.oid), texts.get(changed.after!.oid)]).toEqual([
      { kind: "text", text: "1" },
      { kind: "text", text: "2" },
    ]);
    expect(await git.diff(base, base)).toEqual([]);
  });

  it("a file that becomes a link changes its kind", async () => {
    const repository = testRepository();
    const base = repository.commit({ [plan]: "../../etc/passwd" });
    repository.git("update-index", "--cacheinfo", `120000,${repository.git("rev-parse", `HEAD:${plan}`)},${plan}`);
    repository.git("commit", "--quiet", "--message=Link");

    const [change] = await (await openRepository(repository.root)).diff(base, "main");
    expect([change!.before!.kind, change!.after!.kind]).toEqual(["file", "symlink"]);
  });
});

describe("GIT-3  looks for words, whole and in text", () => {
  it("names path and line, each once, outside what is excepted", async () => {
    const repository = testRepository();
    repository.commit({
      "src/a b.ts": "x\nif (on('dark_mode') && on('dark_mode')) y\n",
      "src/new\nline.ts": "dark_mode",
      "src/near.ts": "dark_mode_2\nmy_dark_mode\nDARK_MODE\n",
      "src/-e": "--other\n",
      "src/binary": new Uint8Array([0, 1, 2, ...new TextEncoder().encode("dark_mode")]),
      "flags/dark.yaml": "dark_mode",
      "flagship.ts": "dark_mode",
    });
    const git = await openRepository(repository.root);

    expect(await git.grep("main", ["dark_mode"], ["flags/"])).toEqual([
      "flagship.ts:1",
      "src/a b.ts:2",
      "src/new\nline.ts:1",
    ]);
    expect(await git.grep("main", ["dark_mode"], ["flags"])).toEqual(["src/a b.ts:2", "src/new\nline.ts:1"]);
    expect(await git.grep("main", ["--other", "none"], [])).toEqual(["src/-e:1"]);
    expect(await git.grep("main", ["absent"], [])).toEqual([]);
    expect(await git.grep("main", [], [])).toEqual([]);
    expect(await git.grep("main", [""], [])).toEqual([]);
  });
});
