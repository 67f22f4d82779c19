import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CommitRequest } from "../../../scripts/forge/forge.ts";
import { at, desk, noon, plan } from "./desk.ts";

const request = (changes: Partial<CommitRequest>): CommitRequest => ({
  branch: "revert/a",
  expected: null,
  from: "main",
  files: [{ path: plan, text: "standing: planned # reverted\n" }],
  message: "Revert a\n\nErrors at 4 %\n",
  at: noon,
  ...changes,
});

describe("COMMIT-1  what is committed", () => {
  it("is the files on top of the rest, by the forge, at the time it was told", async () => {
    const { repository, forge } = await desk();
    const files = [
      { path: plan, text: "new" },
      { path: 'flags/größe "and" \\ space.yaml', text: "é\0\n" },
    ];
    expect(await forge.commit(request({ files }))).toMatchObject({ kind: "committed" });
    expect(repository.git("log", "-1", "--format=%an|%ae|%at|%cn|%ct|%B", "revert/a")).toBe(
      `Flaghoist|flaghoist@example.org|${noon.toSeconds()}|Flaghoist|${noon.toSeconds()}|Revert a\n\nErrors at 4 %`,
    );
    expect(
      repository
        .git("-c", "core.quotePath=false", "ls-tree", "-r", "-z", "--name-only", "revert/a")
        .split("\0")
        .filter(Boolean),
    ).toEqual([...[plan, 'flags/größe "and" \\ space.yaml', "src/x.ts"]]);
    expect(repository.git("show", 'revert/a:flags/größe "and" \\ space.yaml')).toBe("é\0");
    expect(repository.git("status", "--porcelain")).toBe("");
  });

  it("keeps an executable file executable", async () => {
    const { repository, forge } = await desk();
    repository.git("update-index", "--chmod=+x", plan);
    repository.git("commit", "--quiet", "--message=Executable");
    await forge.commit(request({}));
    expect(repository.git("ls-tree", "revert/a", plan)).toMatch(/^100755/);
  });

  it("names from and expected any way git can, on the branch that is meant", async () => {
    const { repository, forge } = await desk();
    repository.git("tag", "main", "HEAD");
    repository.commit({ "src/y": "1" });
    await forge.commit(request({}));
    expect(repository.git("rev-parse", "revert/a~1")).toBe(repository.git("rev-parse", "refs/heads/main"));
  });

  it("counts as pushed when it was committed, whenever it is looked at", async () => {
    const early = at("2025-03-01T08:00:00Z");
    const { forge } = await desk();
    await forge.commit(request({ at: early }));
    const [pull] = await forge.pullRequests();
    expect(pull!.pushedAt!.toISO()).toBe(early.toISO());
    expect(pull).toMatchObject({ branch: "revert/a", title: "Revert a", author: "flaghoist", pushers: ["flaghoist"] });
  });
});

it("COMMIT-3  whatever is committed is read back, whatever it is called", async () => {
  const { repository, forge } = await desk();
  const part = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 12 })
    .filter((name) => !/[\p{Cc}/]|^\.{1,2}$|^\.git$/iu.test(name));
  const files = fc.dictionary(part, fc.string({ unit: "binary" }), { minKeys: 1, noNullPrototype: true });
  let expected: string | null = null;
  await fc.assert(
    fc.asyncProperty(files, async (written) => {
      const all = Object.entries(written).map(([name, text]) => ({ path: `x/${name}`, text }));
      const result = await forge.commit(request({ branch: "any", expected, files: all }));
      expect(result).toMatchObject({ kind: "committed" });
      expected = repository.git("rev-parse", "any");
      const listed = new Map((await forge.repository.tree(expected, "x")).map(({ path, oid }) => [path, oid]));
      const texts = await forge.repository.read([...listed.values()]);
      for (const { path, text } of all) expect(texts.get(listed.get(path)!), path).toEqual({ kind: "text", text });
    }),
    { numRuns: 25 },
  );
});

describe("COMMIT-2  what is refused, with nothing written", () => {
  const files = (path: string) => ({ files: [{ path, text: "x" }] });
  const bad: Record<string, readonly [Partial<CommitRequest>, string]> = {
    "an option as branch": [{ branch: "--force" }, '"--force" is not a branch name git takes'],
    "a range as branch": [{ branch: "a..b" }, '"a..b" is not a branch name git takes'],
    "a line break in the branch": [{ branch: "a\nverify refs/heads/main" }, "is not a branch name git takes"],
    "no branch": [{ branch: "" }, '"" is not a branch name git takes'],
    "a branch below another": [{ branch: "main/a" }, "'refs/heads/main' exists"],
    "a path out of the repository": [files("../x"), '"../x" is not a path inside the repository'],
    "an absolute path": [files("/etc/x"), '"/etc/x" is not a path inside the repository'],
    "git's own folder": [files("sub/.GIT/config"), '"sub/.GIT/config" is not a path inside the repository'],
    "a line break in the path": [files("a\nM 100644 b"), "is not a path inside the repository"],
    "no path": [files(""), '"" is not a path inside the repository'],
    "a link": [files("link"), "link is a link, a folder or a submodule"],
    "below a link": [files("link/x"), "link is not a folder"],
    "below a file": [files(`${plan}/x`), `${plan} is not a folder`],
    "a folder": [files("src"), "src is a link, a folder or a submodule"],
  };

  it.each(Object.entries(bad))("%s", async (_, [changes, why]) => {
    const { repository, forge } = await desk();
    repository.git(
      "update-index",
      "--add",
      "--cacheinfo",
      `120000,${repository.git("rev-parse", "HEAD:src/x.ts")},link`,
    );
    repository.git("commit", "--quiet", "--message=Link");
    const before = repository.git("for-each-ref");
    expect(await forge.commit(request(changes))).toMatchObject({ kind: "refused", why: expect.stringContaining(why) });
    expect(repository.git("for-each-ref")).toBe(before);
  });

  it("a branch that is elsewhere, said with both places", async () => {
    const { repository, forge } = await desk();
    const tip = repository.git("rev-parse", "--short=10", "main");
    const gone = `there is no branch revert/a, expected was ${"1".repeat(10)}`;
    expect(await forge.commit(request({ expected: "1".repeat(40) }))).toEqual({ kind: "moved", why: gone });
    const taken = `the branch main exists already, at ${tip}; delete it or take another name`;
    expect(await forge.commit(request({ branch: "main" }))).toEqual({ kind: "moved", why: taken });
    const stale = `main is at ${tip}, expected was ${"1".repeat(10)}; read it again`;
    expect(await forge.commit(request({ branch: "main", expected: "1".repeat(40) }))).toEqual({
      kind: "moved",
      why: stale,
    });
  });

  it("a start nobody knows", async () => {
    const { forge } = await desk();
    await expect(forge.commit(request({ from: "mian" }))).rejects.toThrow(
      'no branch, tag or commit "mian"; did you mean "main"?',
    );
  });
});
