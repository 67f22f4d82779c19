import { type Concurrency, listed } from "./document.ts";
import { type Contexts, fill, holds, type Standing } from "./expression.ts";
import type { Groups } from "./groups.ts";
import { contextsOf, nothing, runJob } from "./job.ts";
import { cellName, cellsOf } from "./matrix.ts";
import { type JobResult, type Result, worst } from "./result.ts";
import type { RunScope } from "./scope.ts";

interface Done {
  readonly result: Result;
  readonly outputs: Readonly<Record<string, string>>;
  /** Everything it waited for, however far back. */
  readonly ancestors: readonly Result[];
}

/** Runs the jobs of a workflow, each when those it needs are over. */
export async function runJobs(run: RunScope, groups: Groups): Promise<Readonly<Record<string, JobResult>>> {
  const results: Record<string, JobResult> = {};
  const done = new Map<string, Done>();
  const waiting = new Map(Object.entries(run.document.jobs));
  while (waiting.size > 0) {
    const ready = [...waiting].find(([, { needs }]) => listed(needs).every((name) => done.has(name)));
    if (!ready) throw new Error(`${run.path}: ${[...waiting.keys()].join(", ")} wait for each other`);
    const [id, job] = ready;
    waiting.delete(id);
    if (job.uses) throw new Error(`${run.path}: reusable workflows (${job.uses}) are not emulated`);
    const before = listed(job.needs).map((name) => [name, done.get(name)!] as const);
    const needs = Object.fromEntries(before.map(([name, { result, outputs }]) => [name, { result, outputs }]));
    const ancestors = before.flatMap(([, one]) => [one.result, ...one.ancestors]);
    const contexts = contextsOf(run, { id, job, cell: {}, needs }, null, run.folder);
    const standing = standingAfter(run, ancestors);
    const cells = holds(job.if, contexts, standing) ? cellsOf(job, contexts) : [];
    const mine: JobResult[] = [];
    for (const cell of cells) {
      const name = cellName(fill(job.name ?? id, { ...contexts, matrix: cell }), job.name ? {} : cell);
      const start = () => runJob(run, { id, name, job, cell, needs });
      const result = await inGroup(groups, job.concurrency, { ...contexts, matrix: cell }, start, () =>
        nothing(id, name),
      );
      results[cells.length > 1 ? name : id] = result;
      mine.push(result);
    }
    const absent = run.signal.aborted ? "cancelled" : "skipped";
    if (cells.length === 0) results[id] = { ...nothing(id, fill(job.name ?? id, contexts)), result: absent };
    const outputs = Object.assign({}, ...mine.map((one) => one.outputs)) as Done["outputs"];
    const result = mine.length === 0 ? absent : worst(mine.map((one) => one.result));
    done.set(id, { result, outputs, ancestors });
  }
  return results;
}

/** What `success()` and its like say to a job that waited for others: one that was skipped is no success. */
function standingAfter({ signal }: RunScope, ancestors: readonly Result[]): Standing {
  if (signal.aborted) return "cancelled";
  if (ancestors.includes("failure")) return "failure";
  return ancestors.every((result) => result === "success") ? "success" : "cancelled";
}

/** Waits for the turn of a concurrency group, where one is named. */
export async function inGroup<T>(
  groups: Groups,
  written: string | Concurrency | undefined,
  contexts: Contexts,
  start: () => Promise<T>,
  replaced: () => T,
  cancel: () => void = () => undefined,
): Promise<T> {
  if (written === undefined) return start();
  const wanted = typeof written === "string" ? { group: written } : written;
  const group = fill(wanted.group, contexts);
  const cancels = fill(wanted["cancel-in-progress"] ?? false, contexts) === "true";
  const entry = await groups.enter(group, { cancels, queue: wanted.queue ?? "single", cancel });
  if (entry === "replaced") return replaced();
  try {
    return await start();
  } finally {
    groups.leave(group);
  }
}
