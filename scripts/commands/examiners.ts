import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Settings } from "../flag/settings.ts";
import { examine, type Known, type TextRead } from "./examine.ts";

interface Examining {
  readonly root: string;
  readonly settings: Settings;
  readonly progress: (doing: string) => void;
}

/** Set by the build. Sources run unbuilt have no file that a thread could be started from. */
declare const BUILD_ID: string | undefined;

/** Below so many plans, threads take longer to start than they save. */
const worthThreads = 2000;
const mostThreads = 4;
const portion = 100;

/**
 * What each plan says, in the order given: examined by a thread for each processor where there are many plans. What no
 * thread answers for is examined here.
 */
export async function examineAll(plans: readonly TextRead[], around: Examining): Promise<readonly Known[]> {
  const found = new Array<Known | undefined>(plans.length);
  if (typeof BUILD_ID === "string" && plans.length >= worthThreads) {
    await byThreads(plans, found, Math.min(availableParallelism(), mostThreads), around);
  }
  return plans.map((plan, index) => {
    if (index % 100 === 0) around.progress(`Checking ${index} of ${plans.length} plans`);
    return found[index] ?? examine(plan, around.settings);
  });
}

/** Each thread is sent a portion, and the next with its answer. One that fails answers no more: the others go on. */
async function byThreads(
  plans: readonly TextRead[],
  found: (Known | undefined)[],
  threads: number,
  { root, progress }: Examining,
): Promise<void> {
  let next = 0;
  const work = (thread: Worker) =>
    new Promise<void>((resolve) => {
      let start = 0;
      const send = () => {
        start = next;
        next += portion;
        if (start >= plans.length) return resolve();
        progress(`Checking ${start} of ${plans.length} plans`);
        thread.postMessage(plans.slice(start, start + portion));
      };
      thread.on("message", (answers: readonly Known[]) => {
        for (const [index, answer] of answers.entries()) found[start + index] = answer;
        send();
      });
      thread.on("error", () => resolve());
      send();
    });
  // The build puts this module into dist/chunks/ and the thread's beside that folder.
  const examiner = new URL("../examiner.js", import.meta.url);
  const all = Array.from({ length: threads }, () => new Worker(examiner, { workerData: { root } }));
  await Promise.all(all.map(work));
  await Promise.all(all.map((thread) => thread.terminate()));
}
