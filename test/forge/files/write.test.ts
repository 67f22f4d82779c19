import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { writeFileAtomic } from "../../../scripts/forge/files.ts";
import { temporaryFolder } from "../../support/repository.ts";

const fails = vi.hoisted(() => ({ rename: false }));
vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof import("node:fs/promises")>();
  const rename = (from: string, to: string) =>
    fails.rename ? Promise.reject(Object.assign(new Error("disk full"), { code: "ENOSPC" })) : real.rename(from, to);
  return { ...real, rename };
});
afterEach(() => {
  fails.rename = false;
});

describe("WRITE-1  a write leaves the whole new file and nothing beside it", () => {
  it("new, in folders that are not there yet", async () => {
    const root = temporaryFolder();
    await writeFileAtomic(root, "flags/deep/a.yaml", "é\n");
    expect(readFileSync(join(root, "flags/deep/a.yaml"), "utf8")).toBe("é\n");
    expect(readdirSync(join(root, "flags/deep"))).toEqual(["a.yaml"]);
  });

  it("over an old one, whose permissions stay", async () => {
    const root = temporaryFolder();
    writeFileSync(join(root, "a.yaml"), "old and longer");
    chmodSync(join(root, "a.yaml"), 0o640);
    await writeFileAtomic(root, "a.yaml", "new");
    expect(readFileSync(join(root, "a.yaml"), "utf8")).toBe("new");
    expect(statSync(join(root, "a.yaml")).mode & 0o777).toBe(0o640);
    expect(readdirSync(root)).toEqual(["a.yaml"]);
  });

  it("at no time half: whoever reads meanwhile sees the old or the new", async () => {
    const root = temporaryFolder();
    const texts = ["a", "b"].map((letter) => letter.repeat(200_000));
    await writeFileAtomic(root, "a.yaml", texts[0]!);
    const seen = new Set<string>();
    const writing = (async () => {
      for (let n = 1; n <= 20; n += 1) await writeFileAtomic(root, "a.yaml", texts[n % 2]!);
    })();
    let done = false;
    void writing.finally(() => {
      done = true;
    });
    while (!done) {
      seen.add(readFileSync(join(root, "a.yaml"), "utf8"));
      await new Promise((resume) => setImmediate(resume));
    }
    expect([...seen].filter((text) => !texts.includes(text))).toEqual([]);
  });

  it("several at once: one of them wins, whole", async () => {
    const root = temporaryFolder();
    const texts = Array.from({ length: 8 }, (_, n) => `${n}`.repeat(10_000));
    await Promise.all(texts.map((text) => writeFileAtomic(root, "a.yaml", text)));
    expect(texts).toContain(readFileSync(join(root, "a.yaml"), "utf8"));
    expect(readdirSync(root)).toEqual(["a.yaml"]);
  });
});

describe("WRITE-2  what may not be written stays as it is", () => {
  const outside = join(temporaryFolder(), "outside.yaml");
  const bad: Record<string, readonly [(root: string) => void, string, string]> = {
    "a path out of the root": [() => {}, "../x.yaml", "../x.yaml is outside"],
    "an absolute path": [() => {}, "/etc/x.yaml", "/etc/x.yaml is outside"],
    "a link": [
      (root) => symlinkSync(outside, join(root, "a.yaml")),
      "a.yaml",
      "a.yaml is a symbolic link, and links are not followed; nothing was written",
    ],
    "a linked folder": [(root) => symlinkSync("/tmp", join(root, "flags")), "flags/a.yaml", "flags is a symbolic link"],
    "a folder": [(root) => mkdirSync(join(root, "a.yaml")), "a.yaml", "a.yaml is a folder; nothing was written"],
    "a file as folder": [
      (root) => writeFileSync(join(root, "flags"), ""),
      "flags/a.yaml",
      "flags is a file; make it a folder",
    ],
  };

  it.each(Object.entries(bad))("%s", async (_, [make, file, why]) => {
    const root = temporaryFolder();
    writeFileSync(outside, "theirs");
    make(root);
    const before = readdirSync(root);
    await expect(writeFileAtomic(root, file, "mine")).rejects.toThrow(why);
    expect(readFileSync(outside, "utf8")).toBe("theirs");
    expect(readdirSync(root)).toEqual(before);
  });

  it("a write that fails half way leaves the old file and no other", async () => {
    const root = temporaryFolder();
    writeFileSync(join(root, "a.yaml"), "old");
    fails.rename = true;
    await expect(writeFileAtomic(root, "a.yaml", "new")).rejects.toThrow(
      "a.yaml could not be written (ENOSPC); what was there is untouched, check permissions and free space",
    );
    expect(readdirSync(root)).toEqual(["a.yaml"]);
    expect(readFileSync(join(root, "a.yaml"), "utf8")).toBe("old");
  });

  it("a name no disk takes, and a root that is not there", async () => {
    const root = temporaryFolder();
    await expect(writeFileAtomic(root, `${"x".repeat(300)}.yaml`, "new")).rejects.toThrow(
      "could not be written (ENAMETOOLONG)",
    );
    await expect(writeFileAtomic(join(root, "none"), "a.yaml", "new")).rejects.toThrow("there is no folder");
    expect(readdirSync(root)).toEqual([]);
  });
});
