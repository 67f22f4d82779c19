import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { locked } from "../../scripts/stores/lock.ts";
import { emptyFolder } from "./folder.ts";

/** What the file system is asked to take away, and what happens right after a file was read. */
const disk = vi.hoisted(() => ({ taken: [] as string[], afterRead: () => {} }));
vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof import("node:fs/promises")>();
  return {
    ...real,
    readFile: async (path: string, encoding: "utf8") => {
      const text = await real.readFile(path, encoding);
      disk.afterRead();
      return text;
    },
    unlink: (path: string) => {
      disk.taken.push(path);
      return real.unlink(path);
    },
    rename: (from: string, to: string) => {
      disk.taken.push(from);
      return real.rename(from, to);
    },
  };
});

const root = emptyFolder();
const lock = () => join(root(), "lock");
const left = (holder: object | string) =>
  writeFileSync(
    lock(),
    typeof holder === "string" ? holder : JSON.stringify({ since: "2025-03-12T13:00:00Z", ...holder }),
  );
/** A process that is certainly over. */
const over = () => spawnSync(process.execPath, ["-e", ""]).pid;

it("LOCK-1  one at a time: twenty at once never overlap, and the lock is gone afterwards", async () => {
  let inside = 0;
  const most: number[] = [];
  const one = () =>
    locked(lock(), 10_000, async () => {
      inside += 1;
      most.push(inside);
      await pause(2);
      inside -= 1;
    });
  await Promise.all(Array.from({ length: 20 }, one));
  expect(most).toEqual(Array.from({ length: 20 }, () => 1));
  expect(existsSync(lock())).toBe(false);
});

it("LOCK-2  names its holder while it is held, and lets go when the work fails", async () => {
  const work = locked(lock(), 100, async () => {
    expect(JSON.parse(readFileSync(lock(), "utf8"))).toMatchObject({ pid: process.pid, host: hostname() });
    throw new Error("disk full");
  });
  await expect(work).rejects.toThrow("disk full");
  expect(existsSync(lock())).toBe(false);
});

it.each([
  ["a process that is over", () => ({ pid: over(), host: hostname(), run: "x" })],
  ["an earlier process with our own id, as in a container", () => ({ pid: process.pid, host: hostname(), run: "x" })],
])("LOCK-3  the lock of %s is taken over", async (_, holder) => {
  left(holder());
  expect(await locked(lock(), 100, async () => "done")).toBe("done");
});

it.each([
  ["a living process", { pid: process.ppid, host: hostname(), run: "x" }, `process ${process.ppid} on ${hostname()}`],
  ["a process of another machine", { pid: 999_999_999, host: "elsewhere", run: "x" }, "process 999999999 on elsewhere"],
  ["who knows", "not ours", "someone"],
])("LOCK-4  the lock of %s is respected, with the way out", async (_, holder, named) => {
  left(holder);
  const work = locked(lock(), 50, async () => "done");
  await expect(work).rejects.toThrow(named);
  await expect(locked(lock(), 50, async () => "done")).rejects.toThrow("delete the lock file");
  expect(existsSync(lock())).toBe(true);
});

it("LOCK-5  twenty that find a dead lock at once still go one at a time", async () => {
  left({ pid: over(), host: hostname(), run: "x" });
  let inside = 0;
  const one = () =>
    locked(lock(), 10_000, async () => {
      inside += 1;
      await pause(1);
      const alone = inside === 1;
      inside -= 1;
      return alone;
    });
  expect(await Promise.all(Array.from({ length: 20 }, one))).toEqual(Array.from({ length: 20 }, () => true));
});

it("LOCK-6  a lock that somebody took over in between is theirs, and is not moved even for a moment", async () => {
  left({ pid: over(), host: hostname(), run: "x" });
  disk.afterRead = () => {
    disk.afterRead = () => {};
    disk.taken.length = 0;
    left({ pid: process.ppid, host: hostname(), run: "y" });
  };
  await expect(locked(lock(), 50, async () => "done")).rejects.toThrow(`held by process ${process.ppid}`);
  expect(disk.taken).not.toContain(lock());
});

it("LOCK-7  who died while it took a dead lock away keeps nobody out, and nothing is left behind", async () => {
  left({ pid: over(), host: hostname(), run: "x" });
  writeFileSync(`${lock()}.clearing`, JSON.stringify({ pid: over(), host: hostname(), run: "y", since: "" }));
  expect(await locked(lock(), 100, async () => "done")).toBe("done");
  expect(readdirSync(root())).toEqual([]);
});
