import { emit } from "../emulator/acts/emit.ts";
import { suiteOf } from "../emulator/acts/suites.ts";
import { renderRun } from "../emulator/render/runs.ts";
import type { ForgeEvent } from "../emulator/state/events.ts";
import type { WorkflowRun } from "../emulator/state/runs.ts";
import type { Run } from "./result.ts";
import type { RunnerOptions } from "./scope.ts";

/** No longer chain of runs that start each other. https://docs.github.com/en/actions (workflow_run) */
const longestChain = 3;

/** Each job is a check run of the App github-actions on the commit. A job that was skipped counts as passed there. */
export function reportJobs(
  { github }: RunnerOptions,
  { repository }: ForgeEvent,
  { head }: WorkflowRun,
  { jobs }: Run,
): void {
  const { world } = github;
  const now = world.clock.now();
  for (const { name, result } of Object.values(jobs)) {
    const id = world.id();
    const suite = suiteOf(world, repository, "github-actions", head).id;
    repository.checkRuns.set(id, {
      ...{ id, suite, app: "github-actions", head, annotations: [], name, status: "completed", conclusion: result },
      ...{ externalId: null, detailsUrl: null, startedAt: now, completedAt: now },
      output: { title: null, summary: null, text: null },
    });
  }
}

/** Wakes the workflows that wait for this one's end. They run the default branch's code, whatever this one ran. */
export function tellOfRun({ github }: RunnerOptions, event: ForgeEvent, record: WorkflowRun): void {
  const { world } = github;
  const chain = Number(event.payload.chain ?? 0) + 1;
  if (chain > longestChain) return;
  const { repository, actor } = event;
  const workflow_run = renderRun(world, repository, record);
  const payload = { action: "completed", workflow_run, workflow: { name: record.workflow.name }, chain };
  emit(world, repository, "workflow_run", payload, { login: actor, token: null });
}
