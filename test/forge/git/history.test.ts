import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { openRepository } from "../../../scripts/forge/git.ts";
import { testRepository } from "../../support/repository.ts";

const plan = "flags/a.yaml";

it("HIST-1  a merge is one step, at the time it was merged, with what it brought", async () => {
  const repository = testRepository();
  const first = repository.commit({ [plan]: "1", "flags/b.yaml": "1" }, { at: "2025-03-01T08:00:00Z" });
  repository.commit({ [plan]: "2" }, { on: "promote", at: "2025-03-02T08:00:00Z" });
  repository.commit({ [plan]: "3" }, { on: "promote", at: "2025-03-03T08:00:00Z" });
  repository.commit({ "src/other": "1" });
  repository.git("merge", "--quiet", "--no-ff", "--message=Merge the promotion\n\nVerdict: Go", "promote");
  const git = await openRepository(repository.root);

  const steps = await git.history("main", plan);
  expect(steps.map(({ commit, changes }) => [commit.subject, changes.map(({ path }) => path)])).toEqual([
    ["Merge the promotion", [plan]],
    ["Change flags/a.yaml, flags/b.yaml", [plan]],
  ]);
  expect(steps[0]!.message.trim()).toBe("Merge the promotion\n\nVerdict: Go");
  expect(steps[0]!.commit.committedAt.toISO()).toBe("2025-01-01T00:00:00.000Z");
  const texts = await git.read([steps[0]!.changes[0]!.before!.oid, steps[0]!.changes[0]!.after!.oid]);
  expect([...texts.values()]).toEqual([
    { kind: "text", text: "1" },
    { kind: "text", text: "3" },
  ]);
  expect(steps[1]!.commit.id).toBe(first);
  expect(steps[1]!.changes[0]!.before).toBeNull();
});

it("HIST-2  steps are dated by their committer, never by their author", async () => {
  const repository = testRepository();
  repository.commit({ [plan]: "1" }, { at: "2025-03-01T08:00:00Z" });
  repository.git("commit", "--quiet", "--amend", "--no-edit", "--date=2001-01-01T00:00:00Z");

  const [step] = await (await openRepository(repository.root)).history("main", plan);
  expect(step!.commit.committedAt.toISO()).toBe("2025-01-01T00:00:00.000Z");
});

it("HIST-3  a folder's history has every file of a step, and stops where it is told", async () => {
  const repository = testRepository();
  repository.commit({ [plan]: "1", "flags/b.yaml": "1", "src/x": "1" });
  repository.commit({ "src/x": "2" });
  repository.commit({ [plan]: null, "flags/new\nline.yaml": "1" });
  const git = await openRepository(repository.root);

  const paths = (await git.history("main", "flags")).map(({ changes }) => changes.map(({ path }) => path));
  expect(paths).toEqual([
    [plan, "flags/new\nline.yaml"],
    [plan, "flags/b.yaml"],
  ]);
  expect(await git.history("main", "flags", 1)).toHaveLength(1);
  expect(await git.history("main", "")).toHaveLength(3);
  expect(await git.history("main", "flags/none.yaml")).toEqual([]);
  expect(await git.history("main", "*")).toEqual([]);
});

it("HIST-4  messages are data, even those that look like git's own output", async () => {
  const repository = testRepository();
  const record = `:100644 100644 ${"1".repeat(40)} ${"2".repeat(40)} M`;
  const messages = [record, "\u0001 odd \u001b[31m", "x".repeat(5000), "  \n\n:leading", "größe 日本"];
  for (const [n, message] of messages.entries()) repository.commit({ [plan]: `${n}` }, { message });
  repository.git("commit", "--quiet", "--allow-empty", "--allow-empty-message", "--message=");
  const git = await openRepository(repository.root);

  const steps = await git.history("main", "");
  expect(steps.map(({ changes }) => changes.length)).toEqual([0, 1, 1, 1, 1, 1]);
  expect(steps.map(({ message }) => message.trim()).reverse()).toEqual([
    ...messages.map((message) => message.trim()),
    "",
  ]);
});

it("HIST-5  authors are logins: from the map, a no-reply address, or before the @", async () => {
  const repository = testRepository();
  const people = [
    ["Ada Reyes", "ada.reyes@example.gov"],
    ["Sam Okafor", "1234+sokafor@users.noreply.github.com"],
    ["Lee Novak", "lnovak@example.org"],
    ["Nobody", ""],
  ] as const;
  for (const [name, email] of people) {
    repository.write({ [plan]: name });
    repository.git("-c", `user.name=${name}`, "add", plan);
    repository.git("commit", "--quiet", `--author=${name} <${email}>`, "--message=x");
  }
  const git = await openRepository(repository.root, { logins: { "Ada.Reyes@example.gov": "areyes" } });

  expect((await git.history("main", plan)).map(({ author }) => author)).toEqual([
    "Nobody",
    "lnovak",
    "sokafor",
    "areyes",
  ]);
});

it("HIST-6  a repository's own settings change no answer and run nothing", async () => {
  const repository = testRepository();
  repository.commit({ "flags/old.yaml": "same\nsame\nsame\n" });
  repository.commit({ "flags/old.yaml": null, [plan]: "same\nsame\nsame\n" });
  const read = async () => {
    const git = await openRepository(repository.root);
    return [await git.history("main", plan), await git.diff("main~1", "main"), await git.grep("main", ["same"], [])];
  };
  const before = await read();
  const trap = `touch ${repository.root}/trapped`;
  const shows =
    "color.ui=always log.showSignature=true log.decorate=full log.date=relative core.quotePath=true core.abbrev=4";
  const finds = "log.follow=true diff.renames=copies diff.noprefix=true grep.column=true grep.patternType=perl";
  for (const setting of `${shows} ${finds}`.split(" ")) repository.git("config", ...setting.split("="));
  for (const key of ["core.fsmonitor", "core.pager", "diff.external", "gpg.program"])
    repository.git("config", key, trap);

  expect(await read()).toEqual(before);
  expect(existsSync(`${repository.root}/trapped`)).toBe(false);
});
