import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** A server that a test started and will stop. */
export interface Service {
  readonly url: string;
  /** Its data and log; gone once it has stopped. */
  readonly dir: string;
  readonly pid: number;
  stop(): Promise<void>;
}

export interface ProcessOptions {
  /** Where `log` is written; the caller removes it. */
  readonly dir: string;
  /** Asked every 25 ms until true or the deadline; a rejection means not yet. */
  readonly ready: () => Promise<boolean>;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
  readonly stopSignal?: NodeJS.Signals;
  readonly deadlineMs?: number;
}

export interface Running {
  readonly pid: number;
  /** Asks it to end, waits up to 10 s, then ends it. Twice is once. */
  stop(): Promise<void>;
}

/** Children that have not ended, ended with us should we end first. By process id, never by name. */
const alive = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of alive) child.kill("SIGKILL");
});

/** Where Linux can do it, the child ends with us even when nobody lets us say goodbye (prctl PR_SET_PDEATHSIG). */
const setpriv = "/usr/bin/setpriv";
const endsWithUs = process.platform === "linux" && existsSync(setpriv) ? [setpriv, "--pdeathsig", "KILL", "--"] : [];

/** Starts a program in the foreground and waits until it is ready. Only PATH, TZ, LC_ALL and `env` are passed on. */
export async function startProcess(
  command: string,
  args: readonly string[],
  options: ProcessOptions,
): Promise<Running> {
  const { dir, ready, env, cwd = dir, uid, gid, stopSignal = "SIGTERM", deadlineMs = 10_000 } = options;
  const log = join(dir, "log");
  const file = openSync(log, "a");
  const [program, ...rest] = [...endsWithUs, command, ...args];
  const child = spawn(program!, rest, {
    cwd,
    env: { PATH: process.env.PATH, TZ: "UTC", LC_ALL: "C", ...env },
    stdio: ["ignore", file, file],
    ...(uid !== undefined && { uid }),
    ...(gid !== undefined && { gid }),
  });
  closeSync(file);
  alive.add(child);
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(`ended with ${signal ?? code}`));
  }).finally(() => alive.delete(child));
  let end: string | null = null;
  void ended.then((how) => {
    end = how;
  });

  async function stop(): Promise<void> {
    if (end === null) child.kill(stopSignal);
    if ((await Promise.race([ended, sleep(10_000, null, { ref: false })])) === null) child.kill("SIGKILL");
    await ended;
  }

  const deadline = performance.now() + deadlineMs;
  while (!(await ready().catch(() => false))) {
    const late = performance.now() > deadline;
    if (end !== null || late) {
      await stop();
      const tail = readFileSync(log, "utf8").trimEnd().split("\n").slice(-20).join("\n");
      throw new Error(`${command} ${late ? `is not ready after ${deadlineMs} ms` : end}; its log ends with\n${tail}`);
    }
    await sleep(25);
  }
  return { pid: child.pid!, stop };
}

/** A fresh folder in the system's temporary folder, and the way to remove it. */
export async function freshFolder(name: string): Promise<{ readonly dir: string; remove(): Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), `flaghoist-${name}-`));
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
}

/** True where the address answers 200 within a second. */
export async function answers(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(1000) });
  await response.arrayBuffer();
  return response.status === 200;
}
