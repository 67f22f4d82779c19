import { execFileSync } from "node:child_process";
import { DateTime } from "luxon";
import { beforeEach, expect, it } from "vitest";
import { everyone, exposure } from "../../scripts/flag/exposure.ts";
import type { CommitResult, Forge } from "../../scripts/forge/forge.ts";
import { localForge } from "../../scripts/forge/local.ts";
import { flagdStore } from "../../scripts/stores/flagd.ts";
import { branchFile } from "../../scripts/workflows/branch-file.ts";
import { runningOf, writing } from "../conformance/exposures.ts";
import { textFileConformance } from "../conformance/text-file.ts";
import { testRepository } from "../support/repository.ts";

const now = DateTime.fromISO("2025-03-12T14:00:00Z", { zone: "utc" });
const branch = "flaghoist-runtime";
const file = "runtime/production.flagd.json";

async function forgeOf(): Promise<Forge> {
  const here = testRepository();
  here.commit({ "README.md": "1\n" });
  return localForge({ root: here.root, baseBranch: "main", now: () => now, identity: { name: "A", email: "a@b.c" } });
}

let forge: Forge;
beforeEach(async () => {
  forge = await forgeOf();
});

it("BRANCH-FILE-1  there is no document until one is written; then there is a commit of it on the branch", async () => {
  const document = branchFile(forge, branch, file, now);
  expect(await document.read()).toBeNull();
  expect(await document.write("{}\n", null)).toBe("written");
  expect(await document.read()).toBe("{}\n");
  expect((await forge.repository.commit(branch))?.subject).toBe(`Run ${file}`);
  expect(await forge.repository.tree((await forge.repository.commit("main"))!.id, "runtime")).toEqual([]);
});

it("BRANCH-FILE-2  what is not as expected any more is not written over", async () => {
  const document = branchFile(forge, branch, file, now);
  await document.write("1\n", null);
  expect(await document.write("2\n", null)).toBe("changed");
  expect(await document.write("2\n", "0\n")).toBe("changed");
  expect(await document.read()).toBe("1\n");
});

it("BRANCH-FILE-3  a commit that raced is a change, one that is refused says whose turn it is", async () => {
  const answering = (answer: CommitResult): Forge => ({ ...forge, commit: async () => answer });
  const moved = branchFile(answering({ kind: "moved", why: "it moved" }), branch, file, now);
  expect(await moved.write("1\n", null)).toBe("changed");
  const refused = branchFile(answering({ kind: "refused", why: "no rule lets us" }), branch, file, now);
  await expect(refused.write("1\n", null)).rejects.toMatchObject({
    status: "unauthorised",
    message: /no rule lets us/,
  });
});

it("BRANCH-FILE-4  a forge that cannot be asked is a document that cannot be reached, never an empty one", async () => {
  const down = { ...forge.repository, commit: () => Promise.reject(new Error("GitHub gave no answer")) };
  const document = branchFile({ ...forge, repository: down }, branch, file, now);
  await expect(document.read()).rejects.toMatchObject({ status: "unreachable", message: /GitHub gave no answer/ });
  const store = flagdStore(document);
  expect((await store.read(["a"])).get("a")).toMatchObject({ kind: "unreadable" });
});

it("BRANCH-FILE-5  flagd's document on a branch is a store like any other: a batch is one commit, twice is none", async () => {
  const store = flagdStore(branchFile(forge, branch, file, now));
  const batch = [writing("a", exposure([], 10)), writing("b", everyone)];
  expect(await store.write(batch)).toMatchObject(batch.map(({ key }) => ({ key, status: "applied" })));
  expect(await store.write(batch)).toMatchObject(batch.map(({ key }) => ({ key, status: "unchanged" })));
  expect((await forge.repository.history(branch, file)).length).toBe(1);
  expect(runningOf((await store.read(["a"])).get("a")!)?.exposure).toEqual(exposure([], 10));
});

textFileConformance("a file on a branch", async () => {
  const here = testRepository();
  here.commit({ "README.md": "1\n" });
  const identity = { name: "A", email: "a@b.c" };
  const own = await localForge({ root: here.root, baseBranch: "main", now: () => now, identity });
  const git = (args: readonly string[], input: Uint8Array | string = "") =>
    execFileSync("git", ["-C", here.root, ...args], { input, encoding: "utf8" }).trim();
  /** Bytes that no forge would commit, put on the branch by git itself. */
  const put = (bytes: Uint8Array) => {
    const blob = git(["hash-object", "-w", "--stdin"], bytes);
    const name = file.split("/").at(-1);
    const inner = git(["mktree"], `100644 blob ${blob}\t${name}\n`);
    const tree = git(["mktree"], `040000 tree ${inner}\truntime\n`);
    const who = ["-c", "user.name=A", "-c", "user.email=a@b.c"];
    git(["update-ref", `refs/heads/${branch}`, git([...who, "commit-tree", tree, "-m", "theirs"])]);
  };
  return { open: () => branchFile(own, branch, file, now), put };
});
