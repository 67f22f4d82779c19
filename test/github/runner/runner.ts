import { actorOf } from "../emulator/acts/create.ts";
import { emit } from "../emulator/acts/emit.ts";
import { type WorkflowFile, workflowFiles } from "../emulator/acts/workflows.ts";
import type { ForgeEvent } from "../emulator/state/events.ts";
import type { Hands } from "../hands.ts";
import { due } from "./cron.ts";
import type { Cron, WorkflowDocument } from "./document.ts";
import { concurrencyGroups } from "./groups.ts";
import { loadWorkflow } from "./load.ts";
import type { Run } from "./result.ts";
import type { RunnerOptions } from "./scope.ts";
import { listens, starts } from "./triggers.ts";
import { runWorkflow } from "./workflow-run.ts";

export type { Run } from "./result.ts";

/** GitHub Actions for one repository: nothing runs until it is told to. */
export interface Runner {
  /** Every run so far, in the order they ended. */
  readonly runs: readonly Run[];
  /** Events that wait; take some away, or put some in twice, to lose or double them. */
  readonly waiting: ForgeEvent[];
  /** Starts what one event starts, all at once, and waits for its end. Events that come of it wait. */
  runEvent(event: ForgeEvent): Promise<readonly Run[]>;
  /** Runs what waits, one event after the other, and what comes of it, until nothing waits. */
  settle(): Promise<readonly Run[]>;
  /** Starts the workflows whose schedule is due at this minute of the clock, and settles. */
  tick(): Promise<readonly Run[]>;
  /** Starts a workflow by hand, by its file's name, and waits for its end. Events that come of it wait. */
  start(file: string): Promise<readonly Run[]>;
  /** The same, and settles. */
  dispatch(
    file: string,
    inputs?: Readonly<Record<string, unknown>>,
    options?: { readonly by?: string; readonly ref?: string },
  ): Promise<readonly Run[]>;
}

interface ByHand {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly by: string;
  readonly ref: string;
}

/** A workflow file; null where the author of a branch broke theirs, which concerns nobody else. */
function document(file: WorkflowFile, event: ForgeEvent): Promise<WorkflowDocument | null> {
  const loaded = loadWorkflow(file);
  return event.ref === `refs/heads/${event.repository.defaultBranch}` ? loaded : loaded.catch(() => null);
}

export function runnerOn(repository: Hands, options: RunnerOptions): Runner {
  const { world } = options.github;
  const groups = concurrencyGroups();
  const runs: Run[] = [];
  /** A `GITHUB_TOKEN` starts nothing, save by the two dispatches; a switched off workflow is not started. */
  const started = async (event: ForgeEvent): Promise<readonly (readonly [WorkflowFile, WorkflowDocument])[]> => {
    if (event.repository !== repository.state) return []; // a fork runs nothing unless its owner says so
    if (event.byWorkflow && !event.name.endsWith("_dispatch")) return [];
    const files = workflowFiles(event.repository, event.sha).filter(
      ({ path }) => !event.repository.disabledWorkflows.has(path),
    );
    const all = await Promise.all(files.map(async (file) => [file, await document(file, event)] as const));
    return all.flatMap(([file, document]) =>
      document !== null && starts(document, file.path, event) ? [[file, document] as const] : [],
    );
  };

  const runEvent = async (event: ForgeEvent): Promise<readonly Run[]> => {
    const chosen = await started(event);
    return Promise.all(
      chosen.map(async ([file, document]) => {
        const run = await runWorkflow(options, groups, file, document, event);
        runs.push(run);
        return run;
      }),
    );
  };

  const settle = async (): Promise<readonly Run[]> => {
    const from = runs.length;
    for (let event = world.events.shift(); event !== undefined; event = world.events.shift()) await runEvent(event);
    return runs.slice(from);
  };

  const byHand = (file: string, { inputs, by, ref }: ByHand) => {
    const full = `refs/heads/${ref}`;
    const workflow = `.github/workflows/${file}`;
    const doer = { login: actorOf(world, by).login, token: null };
    emit(world, repository.state, "workflow_dispatch", { inputs, ref: full, workflow }, doer, full);
  };
  const usual: ByHand = { inputs: {}, by: repository.state.owner, ref: repository.state.defaultBranch };

  return {
    runs,
    waiting: world.events,
    runEvent,
    settle,
    async tick() {
      const now = world.clock.now();
      const lines = new Set<string>();
      for (const file of workflowFiles(repository.state)) {
        const schedule = (listens(await loadWorkflow(file)).schedule ?? []) as readonly Cron[];
        for (const line of schedule) if (due(line, now)) lines.add(line.cron);
      }
      const by = { login: actorOf(world, repository.state.owner).login, token: null };
      for (const schedule of lines) emit(world, repository.state, "schedule", { schedule }, by);
      return settle();
    },
    start(file) {
      byHand(file, usual);
      return runEvent(world.events.pop()!);
    },
    dispatch(file, inputs = usual.inputs, options = {}) {
      byHand(file, { ...usual, inputs, ...options });
      return settle();
    },
  };
}
