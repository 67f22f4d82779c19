import { join } from "node:path";
import { commandsIn, type LogAnnotation, masked } from "./commands.ts";
import type { StepDocument, Values } from "./document.ts";
import { stepEnvironment } from "./environment.ts";
import { evaluate, fill, holds } from "./expression.ts";
import { commandFiles } from "./files.ts";
import { runLocal } from "./local-action.ts";
import { run } from "./process.ts";
import type { Result, StepResult } from "./result.ts";
import type { JobScope, StepScope } from "./scope.ts";
import { runStub } from "./third-party.ts";

/** What running something came to. */
export interface Ran {
  readonly code: number;
  readonly log: string;
  readonly outputs?: Readonly<Record<string, string>>;
}

/** Runs one step of a job, if its condition holds. */
export async function runStep(
  job: JobScope,
  step: StepDocument,
  place: number,
): Promise<StepResult & { readonly annotations: readonly LogAnnotation[] }> {
  const id = step.id ?? `__${place}`;
  const name = fill(step.name ?? step.uses ?? step.run?.split("\n")[0], job.contexts, job.standing);
  const ended = (outcome: Result, conclusion: Result, log = "", outputs = {}) => {
    job.contexts.steps[id] = { outcome, conclusion, outputs };
    return { id, name, outcome, conclusion, outputs, log };
  };
  if (!holds(step.if, job.contexts, job.standing)) return { ...ended("skipped", "skipped"), annotations: [] };

  const files = commandFiles(job.run.folder, `${job.id}-${place}`.replace(/\W+/g, "-"));
  const own = { ...job.contexts, env: { ...job.contexts.env, ...values(step.env, job) } };
  const environment = { ...stepEnvironment(job), ...files.environment, GITHUB_ACTION: id, ...own.env };
  const scope: StepScope = { job: { ...job, contexts: own }, step, id, environment };
  const ran = await execute(scope).catch(
    (error: unknown): Ran => ({ code: 1, log: `::error::${(error as Error).message}\n` }),
  );

  const told = files.read();
  Object.assign(job.contexts.env, told.variables);
  job.path.unshift(...told.path);
  job.summary += told.summary;
  const { annotations, masks } = commandsIn(ran.log);
  job.masks.push(...masks);
  const log = masked(ran.log, job.masks);
  const outputs = { ...ran.outputs, ...told.outputs };
  if (job.run.signal.aborted && job.standing !== "cancelled") job.standing = "cancelled";
  if (ran.code === 0) return { ...ended("success", "success", log, outputs), annotations };
  const goesOn = step["continue-on-error"];
  const tolerated =
    goesOn === true || (typeof goesOn === "string" && evaluate(bare(goesOn), own, job.standing) === true);
  if (!tolerated && job.standing === "success") job.standing = "failure";
  return { ...ended("failure", tolerated ? "success" : "failure", log, outputs), annotations };
}

const bare = (text: string) => /^\s*\$\{\{([\s\S]*)\}\}\s*$/.exec(text)?.[1] ?? text;

/** A map of the workflow with its expressions filled in. */
export function values(map: Values | undefined, { contexts, standing }: Pick<JobScope, "contexts" | "standing">) {
  return Object.fromEntries(Object.entries(map ?? {}).map(([name, value]) => [name, fill(value, contexts, standing)]));
}

function execute(scope: StepScope): Promise<Ran> {
  const { step } = scope;
  if (step.run !== undefined) return runShell(scope, step.run);
  if (/^(\.|\$)\//.test(step.uses ?? "")) return runLocal(scope);
  return runStub(scope);
}

/** Bash as GitHub calls it: with `pipefail` only where the workflow asks for bash. */
function runShell({ job, step, environment }: StepScope, script: string): Promise<Ran> {
  const shell = step.shell ?? job.job.defaults?.run?.shell ?? job.run.document.defaults?.run?.shell;
  if (shell !== undefined && shell !== "bash") throw new Error(`shell ${shell} is not emulated`);
  const options = shell === "bash" ? ["--noprofile", "--norc", "-eo", "pipefail"] : ["-e"];
  const below = step["working-directory"] ?? job.job.defaults?.run?.["working-directory"] ?? "";
  const args = [...options, "-c", fill(script, job.contexts, job.standing)];
  const folder = join(job.workspace, fill(below, job.contexts));
  return run({ command: "bash", args, folder, environment, signal: stoppable(job) });
}

/** What runs although the run was cancelled (`always()`) is not stopped. */
export function stoppable({ run: { signal } }: JobScope): AbortSignal {
  return signal.aborted ? new AbortController().signal : signal;
}
