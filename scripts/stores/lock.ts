import { randomUUID } from "node:crypto";
import { link, readFile, unlink, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { DocumentProblem } from "./text-file.ts";

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Tells this process from an earlier one with the same id: in a container every run may be process 1. */
  readonly run: string;
  readonly since: string;
}

const run = randomUUID();

/**
 * Runs `action` while no other process does so for the same lock file. A lock that a dead process of this machine left
 * behind is taken over; one of another machine never is, because nobody here can know. Waits `patience` ms, then rejects.
 */
export async function locked<T>(lock: string, patience: number, action: () => Promise<T>): Promise<T> {
  const until = performance.now() + patience;
  while (!(await take(lock))) {
    const holder = await holderOf(lock);
    if (holder === "gone") continue;
    if (holder !== "unknown" && isDead(holder)) await clear(lock, holder, patience);
    else if (performance.now() > until) throw busy(lock, holder);
    else await pause(10);
  }
  try {
    return await action();
  } finally {
    await unlink(lock).catch(() => undefined);
  }
}

/** A link appears whole or not at all, so that no crash leaves a lock without its holder's name. */
async function take(lock: string): Promise<boolean> {
  const holder: Holder = { pid: process.pid, host: hostname(), run, since: new Date().toISOString() };
  const temporary = `${lock}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, JSON.stringify(holder));
    await link(temporary, lock);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // ENOENT: the holder swept our temporary file away.
    if (code === "EEXIST" || code === "ENOENT") return false;
    throw error;
  } finally {
    await unlink(temporary).catch(() => undefined);
  }
}

/** Unknown where the lock was not made by this tool. */
async function holderOf(lock: string): Promise<Holder | "gone" | "unknown"> {
  const text = await readFile(lock, "utf8").catch(() => null);
  if (text === null) return "gone";
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return "unknown";
  }
}

function isDead({ pid, host, run: theirs }: Holder): boolean {
  if (host !== hostname()) return false;
  if (pid === process.pid) return theirs !== run;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

/**
 * Takes a dead lock away, one process at a time: only who looked again while nobody else could take it away knows that it
 * still is the dead one's, and not that of somebody who was faster.
 */
async function clear(lock: string, dead: Holder, patience: number): Promise<void> {
  await locked(`${lock}.clearing`, patience, async () => {
    const holder = await holderOf(lock);
    if (typeof holder === "object" && holder.run === dead.run) await unlink(lock);
  });
}

function busy(lock: string, holder: Holder | "unknown"): DocumentProblem {
  const who = holder === "unknown" ? "someone" : `process ${holder.pid} on ${holder.host} since ${holder.since}`;
  return new DocumentProblem(
    "unreachable",
    `${lock} is held by ${who}, so nothing was written: wait for that sync to end. Where none is running, delete the lock file`,
  );
}
