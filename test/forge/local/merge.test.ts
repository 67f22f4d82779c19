import { describe, expect, it } from "vitest";
import { desk, noon, plan } from "./desk.ts";

describe("MERGE-1  what each method makes of two commits by two people", () => {
  const parted = async () => {
    const world = await desk();
    const { repository } = world;
    repository.commit(
      { [plan]: "standing: uat\n" },
      { on: "promote", by: "tmarsh", message: "One", at: "2025-03-01T00:00:00Z" },
    );
    repository.commit(
      { "src/x.ts": "1\n2\nthree\n" },
      { on: "promote", by: "jwexler", message: "Two", at: "2025-03-02T00:00:00Z" },
    );
    repository.commit({ "src/x.ts": "one\n2\n3\n" }, { message: "Main goes on" });
    return world;
  };
  const log = "--format=%an|%aI|%cn|%cI|%s|%p";

  it("squash: one commit by the last author, at the time of the merge", async () => {
    const { repository, forge, request } = await parted();
    const { number, ...squash } = await request("squash");
    expect(await forge.merge(number, squash)).toMatchObject({ kind: "merged" });
    expect(repository.git("log", "-1", "--format=%an|%cn|%ct|%B")).toBe(
      `jwexler|Flaghoist|${noon.toSeconds()}|Title\n\nBody`,
    );
    expect(repository.git("rev-parse", "main^@")).toBe(squash.base);
    expect(repository.git("show", "main:src/x.ts")).toBe("one\n2\nthree");
  });

  it("merge: a commit with both parents, base first", async () => {
    const { repository, forge, request } = await parted();
    const { number, ...merge } = await request("merge");
    await forge.merge(number, merge);
    expect(repository.git("rev-parse", "main^1", "main^2")).toBe(`${merge.base}\n${merge.head}`);
    expect(repository.git("show", "main:src/x.ts")).toBe("one\n2\nthree");
  });

  it("rebase: both again on top, by and at the time of their authors, committed at the time of the merge", async () => {
    const { repository, forge, request } = await parted();
    const { number, ...rebase } = await request("rebase");
    await forge.merge(number, rebase);
    const lines = repository
      .git("log", "-2", log)
      .split("\n")
      .map((line) => line.split("|").slice(0, 5));
    const committed = ["Flaghoist", "2025-03-12T12:00:00+00:00"];
    expect(lines).toEqual([
      ["jwexler", "2025-03-02T00:00:00+00:00", ...committed, "Two"],
      ["tmarsh", "2025-03-01T00:00:00+00:00", ...committed, "One"],
    ]);
    expect(repository.git("rev-parse", "main~2")).toBe(rebase.base);
    expect(repository.git("show", "main:src/x.ts")).toBe("one\n2\nthree");
  });

  it("rebase leaves out what base has already", async () => {
    const { repository, forge, request } = await desk();
    repository.commit({ [plan]: "standing: uat\n" }, { on: "promote", message: "Same on both" });
    repository.commit({ "src/x.ts": "x" }, { on: "promote", message: "New" });
    repository.commit({ [plan]: "standing: uat\n" }, { message: "Same" });
    const { number, ...rebase } = await request("rebase");
    await forge.merge(number, rebase);
    expect(repository.git("log", "--format=%s", `${rebase.base}..main`)).toBe("New");
  });
});

describe("MERGE-2  what cannot be merged is refused, and says why", () => {
  it("a conflict names its files", async () => {
    const { repository, forge, request } = await desk();
    repository.commit({ [plan]: "standing: uat\n" }, { on: "promote" });
    repository.commit({ [plan]: "standing: canary\n" });
    for (const method of ["squash", "merge", "rebase"] as const) {
      const { number, ...merge } = await request(method);
      const why = `both sides changed ${plan}; bring the branch up to date and settle it there`;
      expect(await forge.merge(number, merge)).toEqual({ kind: "refused", why });
      expect(repository.git("rev-parse", "main")).toBe(merge.base);
    }
  });

  it("a rebase of a merge", async () => {
    const { repository, forge, request } = await desk();
    repository.commit({ "src/a": "1" }, { on: "promote" });
    repository.commit({ "src/b": "1" });
    repository.git("checkout", "--quiet", "promote");
    repository.git("merge", "--quiet", "--no-ff", "--message=Up to date", "main");
    repository.commit({ "src/c": "1" });
    const { number, ...rebase } = await request("rebase");
    expect(await forge.merge(number, rebase)).toMatchObject({
      kind: "refused",
      why: expect.stringContaining("merge with squash or merge"),
    });
    expect(await forge.merge(number, { ...rebase, method: "squash" })).toMatchObject({ kind: "merged" });
  });

  it("a branch with another beginning", async () => {
    const { repository, forge, request } = await desk();
    repository.git("checkout", "--quiet", "--orphan", "alien");
    repository.commit({ "src/c": "1" });
    const { number, ...squash } = await request("squash");
    expect(await forge.merge(number, squash)).toEqual({
      kind: "refused",
      why: "alien shares no history with main; start it from main",
    });
  });

  it("a base branch that is a remote's", async () => {
    const { repository, forge, request } = await desk({ baseBranch: "origin/main" });
    repository.git("update-ref", "refs/remotes/origin/main", "main");
    repository.commit({ "src/c": "1" }, { on: "promote" });
    const { number, ...squash } = await request("squash");
    expect(await forge.merge(number, squash)).toMatchObject({
      kind: "refused",
      why: expect.stringContaining("git branch main origin/main"),
    });
  });

  it("a pull request whose branch is gone", async () => {
    const { repository, forge, request } = await desk();
    repository.commit({ "src/c": "1" }, { on: "promote" });
    const { number, ...squash } = await request("squash");
    repository.git("branch", "-D", "promote");
    const why = `pull request ${number} is closed: its branch promote is gone`;
    expect(await forge.merge(number, squash)).toEqual({ kind: "refused", why });
  });
});

it("MERGE-4  what moved is named, with where it is and where it was judged", async () => {
  const { repository, forge, request } = await desk();
  const first = repository.commit({ "src/a": "1" }, { on: "promote" });
  const { number, ...squash } = await request("squash");
  const second = repository.commit({ "src/a": "2" }, { on: "promote" });
  const why = `promote is at ${second.slice(0, 10)}, judged was ${first.slice(0, 10)}; judge it again`;
  expect(await forge.merge(number, squash)).toEqual({ kind: "moved", why });
  const main = repository.commit({ "src/b": "1" });
  expect(await forge.merge(number, { ...squash, head: second })).toEqual({
    kind: "moved",
    why: `main is at ${main.slice(0, 10)}, judged was ${squash.base.slice(0, 10)}; judge it again`,
  });
});

it("MERGE-5  of several merges at once into one base, exactly one is made, and nothing is left half done", async () => {
  const { repository, forge } = await desk();
  for (const n of [1, 2, 3, 4]) repository.commit({ [`flags/${n}.yaml`]: "1" }, { on: `promote/${n}` });
  const pulls = await forge.pullRequests();
  const results = await Promise.all(
    pulls.map(({ number, head, base }) =>
      forge.merge(number, { head, base, method: "squash", title: "T", message: "", at: noon }),
    ),
  );
  expect(results.map(({ kind }) => kind).sort()).toEqual(["merged", "moved", "moved", "moved"]);
  expect(await forge.pullRequests()).toHaveLength(3);
  expect(repository.git("rev-list", "--count", `${pulls[0]!.base}..main`)).toBe("1");
  expect(repository.git("status", "--porcelain")).toBe("");
});

describe("MERGE-3  after a merge", () => {
  const merged = async () => {
    const world = await desk();
    world.repository.commit({ [plan]: "standing: uat\n" }, { on: "promote/a" });
    const { number, ...squash } = await world.request("squash");
    await world.forge.merge(number, squash);
    return { ...world, number, squash };
  };

  it("the branch is gone, and its head is kept", async () => {
    const { repository, number, squash } = await merged();
    expect(repository.git("branch", "--list", "promote/a")).toBe("");
    expect(repository.git("rev-parse", `refs/flaghoist/pulls/${number}/head`)).toBe(squash.head);
    expect(repository.git("rev-parse", `refs/flaghoist/pulls/${number}/merged`)).toBe(
      repository.git("rev-parse", "main"),
    );
  });

  it("the same name may be used again, under another number", async () => {
    const { repository, forge, number, squash } = await merged();
    repository.commit({ [plan]: "standing: canary\n" }, { on: "promote/a" });
    const [again] = await forge.pullRequests();
    expect(again).toMatchObject({ branch: "promote/a" });
    expect(again!.number).toBeGreaterThan(number);
    expect(await forge.merge(number, { ...squash, head: again!.head })).toMatchObject({
      kind: "refused",
      why: `pull request ${number} is merged, at another head; open a new one for what came after`,
    });
  });

  it("a branch that is checked out stays, and is no pull request until something is added", async () => {
    const { repository, forge, request } = await desk();
    repository.git("checkout", "--quiet", "-b", "mine");
    repository.commit({ [plan]: "standing: uat\n" });
    const { number, ...squash } = await request("squash");
    expect(await forge.merge(number, squash)).toMatchObject({ kind: "merged" });
    expect(repository.git("branch", "--show-current")).toBe("mine");
    expect(await forge.pullRequests()).toEqual([]);
    repository.commit({ "src/more": "1" });
    expect(await forge.pullRequests()).toMatchObject([{ number: number + 1 }]);
  });
});
