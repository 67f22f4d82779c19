import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { localForge } from "../../../scripts/forge/local.ts";
import { temporaryFolder, testRepository } from "../../support/repository.ts";
import { desk, noon, plan } from "./desk.ts";

describe("PULL-1  every branch ahead of the base branch is a pull request", () => {
  it("opened or not, with what its commits say", async () => {
    const { repository, forge } = await desk({ logins: { "tmarsh@example.org": "the-marsh" } });
    repository.git("branch", "nothing-new");
    repository.commit({ [plan]: "1" }, { on: "promote", by: "tmarsh", message: "First step" });
    const head = repository.commit({ [plan]: "2" }, { on: "promote", by: "jwexler", message: "Second step" });
    expect(await forge.pullRequests()).toEqual([
      {
        number: 1,
        title: "Second step",
        url: `${pathToFileURL(repository.root)}#1`,
        author: "the-marsh",
        requestedBy: null,
        branch: "promote",
        draft: false,
        base: repository.git("rev-parse", "main"),
        head,
        pushedAt: noon,
        pushers: ["jwexler", "the-marsh"],
        reviews: [],
      },
    ]);
  });

  it("counts only what is its own, where branches share commits", async () => {
    const { repository, forge } = await desk();
    repository.commit({ "src/a": "1" }, { on: "one", by: "tmarsh" });
    repository.commit({ "src/b": "1" }, { on: "two", from: "one", by: "jwexler" });
    repository.commit({ "src/c": "1" }, { by: "rlindqvist" });
    repository.git("checkout", "--quiet", "two");
    repository.git("merge", "--quiet", "--no-edit", "main");
    repository.git("checkout", "--quiet", "main");
    const pulls = await forge.pullRequests();
    expect(pulls.map(({ branch, author }) => [branch, author])).toEqual([
      ["one", "tmarsh"],
      ["two", "tmarsh"],
    ]);
    expect(pulls[0]!.pushers).toEqual(["tmarsh"]);
    expect([...pulls[1]!.pushers].sort()).toEqual(["ada", "jwexler", "tmarsh"]);
  });

  it("is closed when its branch goes or falls back, and another one when it comes again", async () => {
    const { repository, forge } = await desk();
    repository.commit({ "src/a": "1" }, { on: "one" });
    await forge.open({ branch: "one", title: "Mine", body: "", requestedBy: null });
    repository.git("branch", "--force", "one", "main");
    expect(await forge.pullRequests()).toEqual([]);
    repository.commit({ "src/b": "1" }, { on: "one", message: "Another" });
    expect(await forge.pullRequests()).toMatchObject([{ number: 2, title: "Another" }]);
  });

  it("an alias of a branch is not a second one", async () => {
    const { repository, forge } = await desk();
    repository.commit({ "src/a": "1" }, { on: "one" });
    repository.git("symbolic-ref", "refs/heads/alias", "refs/heads/one");
    expect((await forge.pullRequests()).map(({ branch }) => branch)).toEqual(["one"]);
  });

  it("also in a bare repository, told apart from issues by number", async () => {
    const { repository } = await desk();
    repository.commit({ "src/a": "1" }, { on: "one" });
    const bare = join(temporaryFolder(), "bare.git");
    repository.git("clone", "--quiet", "--bare", ".", bare);
    const identity = { name: "Flaghoist", email: "flaghoist@example.org" };
    const forge = await localForge({ root: bare, baseBranch: "main", now: () => noon, identity });
    const issue = await forge.raiseIssue({ label: "hold", key: "a", title: "Held", body: "" });
    const [pull] = await forge.pullRequests();
    expect([issue.number, pull!.number]).toEqual([1, 2]);
    const { number, head, base } = pull!;
    const merge = { head, base, method: "squash", title: "T", message: "", at: noon } as const;
    expect(await forge.merge(number, merge)).toMatchObject({ kind: "merged" });
  });
});

describe("PULL-2  what cannot be known is not made up", () => {
  it("no base branch", async () => {
    const { forge } = await desk({ baseBranch: "mian" });
    await expect(forge.pullRequests()).rejects.toThrow('no branch, tag or commit "mian"; did you mean "main"?');
  });

  it("a base that is a commit: compared with, never written about, never merged into", async () => {
    const { repository } = await desk();
    const base = repository.git("rev-parse", "main");
    repository.commit({ "src/a": "1" }, { on: "one" });
    const refs = repository.git("for-each-ref");
    const forge = await localForge({ root: repository.root, baseBranch: base, now: () => noon });
    const [pull] = await forge.pullRequests();
    expect(pull).toMatchObject({ branch: "one", base, pushedAt: null });
    expect(repository.git("for-each-ref")).toBe(refs);
  });

  it("a pull request into another branch is another one", async () => {
    const { repository, forge } = await desk();
    repository.git("branch", "release");
    repository.commit({ "src/a": "1" }, { on: "one" });
    const other = await localForge({ root: repository.root, baseBranch: "release", now: () => noon });
    const mine = await forge.pullRequests();
    const theirs = await other.pullRequests();
    expect(theirs.map(({ branch, number }) => [branch, number])).toEqual([["one", 2]]);
    expect(await forge.pullRequests()).toEqual(mine);
  });

  it("nothing to open", async () => {
    const { repository, forge } = await desk();
    const open = (branch: string) => forge.open({ branch, title: "T", body: "", requestedBy: null });
    await expect(open("none")).rejects.toThrow('there is no branch "none"');
    repository.git("branch", "empty");
    await expect(open("empty")).rejects.toThrow("empty adds nothing to main; commit to it first");
    await expect(forge.closeIssue(7, "x")).rejects.toThrow("there is no issue 7");
  });

  it("a repository that cannot be written: no push times, so no approval counts", async () => {
    const { repository, forge } = await desk();
    repository.commit({ "src/a": "1" }, { on: "one" });
    repository.git("update-ref", "refs/flaghoist/ledger/in-the-way", "main");
    expect(await forge.pullRequests()).toMatchObject([{ number: 1, branch: "one", pushedAt: null }]);
  });

  it("somebody else's writing in our ledger", async () => {
    const { repository, forge } = await desk();
    repository.commit({ "pulls/1.json": "not JSON" }, { on: "stray" });
    repository.git("update-ref", "refs/flaghoist/ledger", "stray");
    await expect(forge.issues("hold")).rejects.toThrow(
      "pulls/1.json at refs/flaghoist/ledger is not what flaghoist wrote; go back with: git update-ref",
    );
  });
});

it("PULL-3  commits as the user's own git would, unless told otherwise", async () => {
  const repository = testRepository();
  repository.commit({ [plan]: "1" });
  repository.git("config", "user.name", "Ada Reyes");
  repository.git("config", "user.email", "areyes@example.gov");
  const forge = await localForge({ root: repository.root, baseBranch: "main", now: () => noon });
  await forge.commit({
    branch: "x",
    expected: null,
    from: "main",
    files: [{ path: plan, text: "2" }],
    message: "M",
    at: noon,
  });
  expect(repository.git("log", "-1", "--format=%an <%ae>", "x")).toBe("Ada Reyes <areyes@example.gov>");
});
