import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { confine } from "../../scripts/stores/confine.ts";
import { emptyFolder } from "./folder.ts";

const root = emptyFolder();

it("FILE-1  a path in the repository is found there, whether the file exists or not", async () => {
  writeFileSync(join(root(), "here.json"), "{}");
  expect(await confine(root(), "here.json")).toBe(join(root(), "here.json"));
  expect(await confine(root(), "runtime/new/there.json")).toBe(join(root(), "runtime/new/there.json"));
  expect(await confine(root(), "..flags.json")).toBe(join(root(), "..flags.json"));
});

it.each(["../outside.json", "runtime/../../outside.json", "/etc/passwd", "", ".", "runtime/.."])(
  "FILE-2  %j is not inside the repository, and is refused",
  async (file) => {
    await expect(confine(root(), file)).rejects.toThrow("not inside the repository");
  },
);

it("FILE-3  a folder that is a symbolic link out of the repository is refused; one that stays inside is not", async () => {
  mkdirSync(join(root(), "repository/real"), { recursive: true });
  mkdirSync(join(root(), "outside"));
  symlinkSync(join(root(), "outside"), join(root(), "repository/out"));
  symlinkSync("real", join(root(), "repository/in"));
  const repository = join(root(), "repository");
  await expect(confine(repository, "out/flags.json")).rejects.toThrow("leads out of the repository");
  await expect(confine(repository, "out/deeper/flags.json")).rejects.toThrow("leads out of the repository");
  expect(await confine(repository, "in/flags.json")).toBe(join(repository, "in/flags.json"));
});

it("FILE-4  a symbolic link, a dangling one too, and a directory in the file's place are refused by name", async () => {
  writeFileSync(join(root(), "real.json"), "{}");
  symlinkSync("real.json", join(root(), "link.json"));
  symlinkSync("nowhere.json", join(root(), "dangling.json"));
  mkdirSync(join(root(), "folder.json"));
  await expect(confine(root(), "link.json")).rejects.toThrow("link.json is a symbolic link");
  await expect(confine(root(), "dangling.json")).rejects.toThrow("dangling.json is a symbolic link");
  await expect(confine(root(), "folder.json")).rejects.toThrow("folder.json is a directory");
});

it("FILE-18  what is neither a file nor a folder is refused: reading a pipe would wait for ever", async () => {
  execFileSync("mkfifo", [join(root(), "pipe.json")]);
  await expect(confine(root(), "pipe.json")).rejects.toThrow("pipe.json is not a regular file");
});
