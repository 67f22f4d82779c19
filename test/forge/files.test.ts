import { execFileSync } from "node:child_process";
import { chmodSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readFlagFile, readFlagFiles } from "../../scripts/forge/files.ts";
import { temporaryFolder } from "../support/repository.ts";

const cap = 256 * 1024;

/** A folder with flags/ and some files in it. */
function folder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const root = temporaryFolder();
  mkdirSync(join(root, "flags"));
  for (const [path, content] of Object.entries(files)) writeFileSync(join(root, path), content);
  return root;
}

describe("FILE-1  the plans on disk", () => {
  it("are flags/*.yaml by name, whatever else lies there", async () => {
    const root = folder({
      "flags/b.yaml": "2",
      "flags/a.yaml": "\uFEFFé",
      "flags/README.md": "#",
      "flags/.a.yaml.1.tmp": "half",
    });
    mkdirSync(join(root, "flags/archive"));
    expect(await readFlagFiles(root)).toEqual([
      { kind: "text", file: "flags/a.yaml", text: "\uFEFFé" },
      { kind: "text", file: "flags/b.yaml", text: "2" },
    ]);
  });

  it("are only those named, by any way of naming them", async () => {
    const root = folder({ "flags/a.yaml": "1", "flags/b.yaml": "2" });
    for (const name of ["flags/a.yaml", "./flags/a.yaml", "flags/../flags/a.yaml", join(root, "flags/a.yaml")]) {
      expect(await readFlagFiles(root, [name])).toEqual([{ kind: "text", file: "flags/a.yaml", text: "1" }]);
    }
    expect(await readFlagFiles(root, [])).toEqual([]);
  });

  it("a file at the cap is read whole, one byte more is not", async () => {
    const root = folder({ "flags/a.yaml": "x".repeat(cap), "flags/b.yaml": "x".repeat(cap + 1) });
    const [fits, not] = await readFlagFiles(root);
    expect(fits).toEqual({ kind: "text", file: "flags/a.yaml", text: "x".repeat(cap) });
    expect(not).toMatchObject({
      kind: "problem",
      why: expect.stringContaining("has 262,145 bytes, more than 262,144"),
    });
  });
});

describe("FILE-2  what is not a plan's file is one clear problem, never thrown, never followed", () => {
  const secret = join(temporaryFolder(), "secret.yaml");
  writeFileSync(secret, "password: hunter2");
  const bad: Record<string, readonly [(path: string) => void, string]> = {
    "a folder": [(path) => mkdirSync(path), "is a folder; put a regular file there"],
    "a link out of the repository": [
      (path) => symlinkSync(secret, path),
      "is a symbolic link, and links are not followed; put the file itself there",
    ],
    "a link inside it": [(path) => symlinkSync("good.yaml", path), "is a symbolic link"],
    "a link to nothing": [(path) => symlinkSync("/nowhere", path), "is a symbolic link"],
    "a link to itself": [(path) => symlinkSync("x.yaml", path), "is a symbolic link"],
    "a pipe nobody writes to": [(path) => execFileSync("mkfifo", [path]), "is a named pipe; put a regular file there"],
    "another encoding": [
      (path) => writeFileSync(path, Buffer.from([0x67, 0xf6])),
      "is not UTF-8 text; save it as UTF-8",
    ],
    "a cut character": [
      (path) => writeFileSync(path, Buffer.from([0x67, 0xe2, 0x82])),
      "is not UTF-8 text; save it as UTF-8",
    ],
    "fifty megabytes": [
      (path) => writeFileSync(path, Buffer.alloc(50 * 1024 * 1024)),
      "has 52,428,800 bytes, more than 262,144",
    ],
  };

  it.each(Object.entries(bad))("%s", async (_, [make, why]) => {
    const root = folder({ "flags/good.yaml": "1" });
    make(join(root, "flags/x.yaml"));
    const reads = await readFlagFiles(root);
    expect(reads[0]).toEqual({ kind: "text", file: "flags/good.yaml", text: "1" });
    expect(reads[1]).toMatchObject({
      kind: "problem",
      file: "flags/x.yaml",
      why: expect.stringContaining(`flags/x.yaml ${why}`),
    });
    expect(reads).toHaveLength(2);
  });

  it("another ending is not silently left out", async () => {
    const root = folder({ "flags/a.yml": "1" });
    const why = "flags/a.yml is not read: a plan's file ends in .yaml; rename it";
    expect(await readFlagFiles(root)).toEqual([{ kind: "problem", file: "flags/a.yml", why }]);
  });

  it.each([
    ["flags/none.yaml", "there is no file flags/none.yaml"],
    ["../outside.yaml", "../outside.yaml is outside "],
    ["/etc/passwd", "/etc/passwd is outside "],
    [".", ". is outside "],
    ["flags", "flags is a folder"],
    ["flags/a.yaml/b.yaml", "flags/a.yaml/b.yaml is not touched: flags/a.yaml is a file; make it a folder"],
    [
      "linked/a.yaml",
      "linked/a.yaml is not touched: linked is a symbolic link, and links are not followed; make it a folder",
    ],
  ])("asked for %s", async (name, why) => {
    const root = folder({ "flags/a.yaml": "1" });
    symlinkSync(join(root, "flags"), join(root, "linked"));
    const [read] = await readFlagFiles(root, [name]);
    expect(read).toMatchObject({ kind: "problem", why: expect.stringContaining(why) });
  });

  it("no folder flags/, or a link in its place", async () => {
    const root = temporaryFolder();
    expect(await readFlagFiles(root)).toMatchObject([
      { kind: "problem", file: "flags", why: expect.stringContaining("make the first plan with: flaghoist new NAME") },
    ]);
    symlinkSync("/etc", join(root, "flags"));
    expect(await readFlagFiles(root)).toMatchObject([
      { kind: "problem", file: "flags", why: expect.stringContaining("flags is a symbolic link") },
    ]);
  });
});

describe("FILE-3  one file by its path", () => {
  it("is its text, absent, or a problem", async () => {
    const root = folder({ "flags/a.yaml": "1" });
    expect(await readFlagFile(root, "flags/a.yaml")).toEqual({ kind: "text", file: "flags/a.yaml", text: "1" });
    for (const file of [".github/flaghoist.yaml", "flags/b.yaml"]) {
      expect(await readFlagFile(root, file)).toEqual({ kind: "absent", file });
    }
    expect(await readFlagFile(root, "../x")).toMatchObject({ kind: "problem" });
    expect(await readFlagFile(root, "flags")).toMatchObject({
      kind: "problem",
      why: "flags is a folder; put a regular file there",
    });
  });

  it("a hard link is a regular file like any other", async () => {
    const root = folder({ "flags/a.yaml": "1" });
    linkSync(join(root, "flags/a.yaml"), join(root, "flags/b.yaml"));
    expect(await readFlagFile(root, "flags/b.yaml")).toMatchObject({ kind: "text", text: "1" });
  });

  it("one that may not be read says so", async () => {
    const root = folder({ "flags/a.yaml": "1" });
    chmodSync(join(root, "flags/a.yaml"), 0);
    const read = await readFlagFile(root, "flags/a.yaml");
    const reader =
      process.getuid?.() === 0
        ? { kind: "text" }
        : { kind: "problem", why: expect.stringContaining("check its permissions") };
    expect(read).toMatchObject(reader);
  });
});
