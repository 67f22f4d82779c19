import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { WorkflowFile } from "../emulator/acts/workflows.ts";
import type { ForgeEvent } from "../emulator/state/events.ts";
import type { Conclusion, WorkflowRun } from "../emulator/state/runs.ts";
import type { WorkflowDocument } from "./document.ts";
import type { Groups } from "./groups.ts";
import { contextsOf } from "./job.ts";
import { inGroup, runJobs } from "./jobs.ts";
import { reportJobs, tellOfRun } from "./reports.ts";
import { type Run, worst } from "./result.ts";
import type { RunnerOptions, RunScope } from "./scope.ts";

/** Runs one workflow for one event: waits for its group, runs its jobs, leaves check runs, wakes who listens to its end. */
export async function runWorkflow(
  options: RunnerOptions,
  groups: Groups,
  file: WorkflowFile,
  document: WorkflowDocument,
  event: ForgeEvent,
): Promise<Run> {
  const { world } = options.github;
  const record = begin(options, file, document, event);
  const abort = new AbortController();
  const folder = mkdtempSync(join(tmpdir(), "workflow-"));
  writeFileSync(join(folder, "event.json"), JSON.stringify(event.payload));
  const scope: RunScope = {
    ...{ options, id: record.id, event, document, name: record.workflow.name, path: file.path, folder },
    signal: abort.signal,
  };
  const summary = { id: record.id, workflow: scope.name, path: file.path, event: event.name };
  const replaced = (): Run => ({ ...summary, conclusion: "cancelled", jobs: {} });
  const start = async (): Promise<Run> => {
    record.status = "in_progress";
    const jobs = await runJobs(scope, groups);
    const result = abort.signal.aborted ? "cancelled" : worst(Object.values(jobs).map((job) => job.result));
    return { ...summary, conclusion: result satisfies Conclusion, jobs };
  };
  try {
    const contexts = contextsOf(scope, { id: "", job: {}, cell: {}, needs: {} }, null, folder);
    const run = await inGroup(groups, document.concurrency, contexts, start, replaced, () => abort.abort());
    Object.assign(record, { status: "completed", conclusion: run.conclusion, updatedAt: world.clock.now() });
    reportJobs(options, event, record, run);
    tellOfRun(options, event, record);
    return run;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Ends {
  readonly number: number;
  readonly head: { readonly sha: string; readonly ref: string; readonly repo: { readonly full_name: string } };
}

/** Writes the run into the repository's list. Of a pull request it names the head, not the merge it runs from. */
function begin(
  { github }: RunnerOptions,
  file: WorkflowFile,
  { name }: WorkflowDocument,
  event: ForgeEvent,
): WorkflowRun {
  const { world } = github;
  const pull = event.payload.pull_request as Ends | undefined;
  const head = world.repositories.get(pull?.head.repo.full_name.toLowerCase() ?? "");
  const now = world.clock.now();
  const run: WorkflowRun = {
    ...{ id: world.id(), workflow: { id: file.id, name: name ?? file.path, path: file.path }, event: event.name },
    ...{
      actor: event.actor,
      head: pull?.head.sha ?? event.sha,
      createdAt: now,
      updatedAt: now,
      status: "queued",
      conclusion: null,
    },
    branch: pull?.head.ref ?? event.ref.replace(/^refs\/heads\//, ""),
    ...(head ? { from: head } : {}),
    pulls: pull && !event.fork ? [pull.number] : [],
  };
  event.repository.runs.set(run.id, run);
  return run;
}
