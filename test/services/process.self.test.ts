import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isFree, withFreePort } from "./ports.ts";
import { freshFolder, startProcess } from "./process.ts";
import { neededPackages, requireService } from "./require.ts";

describe("a process that a test starts", () => {
  let folder: Awaited<ReturnType<typeof freshFolder>>;
  beforeEach(async () => {
    folder = await freshFolder("self-test");
  });
  afterEach(() => folder.remove());
  const node = (script: string, more: { deadlineMs?: number; stopSignal?: NodeJS.Signals } = {}) => {
    const ready = async () => existsSync(join(folder.dir, "ready"));
    return startProcess(process.execPath, ["-e", script], { dir: folder.dir, ready, ...more });
  };
  const sayReady = 'require("fs").writeFileSync("ready", ""); setInterval(() => {}, 1000);';

  it("SERVICE-4  is ready when it says so, gone when stopped, once or twice", async () => {
    const { pid, stop } = await node(sayReady);
    expect(process.kill(pid, 0)).toBe(true);
    await stop();
    await stop();
    expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  });

  it("SERVICE-5  that ends at once fails at once, with the end of its log", async () => {
    await expect(node('console.error("bad flag --frob"); process.exit(2)')).rejects.toThrow(
      /ended with 2; its log ends with\nbad flag --frob/,
    );
  });

  it("SERVICE-6  that does not exist fails with its name", async () => {
    const start = startProcess("no-such-server", [], { dir: folder.dir, ready: async () => false });
    await expect(start).rejects.toThrow("no-such-server");
  });

  it("SERVICE-7  that is never ready is ended at the deadline", async () => {
    await expect(node("setInterval(() => {}, 1000)", { deadlineMs: 300 })).rejects.toThrow("not ready after 300 ms");
  });

  it("SERVICE-8  sees none of our environment but PATH", async () => {
    process.env.PGHOST = "a developer's";
    const { stop } = await node(
      `require("fs").writeFileSync("env", Object.keys(process.env).sort().join()); ${sayReady}`,
    );
    await stop();
    delete process.env.PGHOST;
    expect(readFileSync(join(folder.dir, "env"), "utf8")).toBe("LC_ALL,PATH,TZ");
  });

  it.runIf(process.platform === "linux")("SERVICE-15  ends with us, even when we are killed", async () => {
    const script = `import { startProcess } from "${join(import.meta.dirname, "process.ts")}";
      const { pid } = await startProcess("sleep", ["60"], { dir: process.argv[2], ready: async () => true });
      console.log(pid);`;
    await writeFile(join(folder.dir, "parent.mts"), script);
    const parent = spawn(process.execPath, ["--import", "tsx", join(folder.dir, "parent.mts"), folder.dir]);
    const [said] = await once(parent.stdout, "data");
    const pid = Number(String(said));
    expect(process.kill(pid, 0)).toBe(true);
    parent.kill("SIGKILL");
    await expect.poll(() => isAlive(pid), { timeout: 3000 }).toBe(false);
  });
});

/** A process that ended but was not yet buried does not count. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

describe("a port", () => {
  it("SERVICE-9  lies below the kernel's range and is free", async () => {
    const port = await withFreePort(async (free) => free, 3);
    expect(port).toBeGreaterThanOrEqual(20_600);
    expect(port).toBeLessThan(20_800);
    expect(await isFree(port)).toBe(true);
  });

  it("SERVICE-10  lost to somebody quicker is replaced by the next, other trouble is not hidden", async () => {
    const tried: number[] = [];
    const port = await withFreePort(async (free) => {
      tried.push(free);
      if (tried.length < 3) throw new Error("listen tcp: bind: address already in use");
      return free;
    });
    expect([tried.length, port]).toEqual([3, tried[2]]);
    await expect(withFreePort(() => Promise.reject(new Error("disk full")))).rejects.toThrow("disk full");
  });

  it("SERVICE-11  that is taken is not free", async () => {
    await withFreePort(async (port) => {
      const server = createServer().listen(port, "127.0.0.1");
      await new Promise((resolve) => server.once("listening", resolve));
      expect(await isFree(port)).toBe(false);
      server.close();
    });
  });
});

describe("a needed service", () => {
  const nowhere = { PATH: "/nonexistent" };

  it("SERVICE-12  that is missing fails in CI and names the way out", () => {
    const ask = () => requireService("prometheus", { env: { ...nowhere, CI: "true" }, say: () => {} });
    expect(ask).toThrow("service prometheus is missing: run test/services/install-debian.sh as root");
  });

  it("SERVICE-13  that is missing elsewhere is said once and skipped", () => {
    const said: string[] = [];
    const world = { env: nowhere, say: (line: string) => void said.push(line) };
    expect([requireService("victoria-metrics", world), requireService("victoria-metrics", world)]).toEqual([
      false,
      false,
    ]);
    expect(said).toEqual([
      "service victoria-metrics is missing: run test/services/install-debian.sh as root; its tests are skipped\n",
    ]);
  });

  it("SERVICE-14  that is there is there, and one nobody listed is a mistake", () => {
    expect(requireService("git")).toBe(true);
    expect(() => requireService("minio")).toThrow("no line of test/services/packages.txt");
    expect(neededPackages()).toContainEqual({ package: "prometheus", commands: ["prometheus", "promtool"] });
  });
});
