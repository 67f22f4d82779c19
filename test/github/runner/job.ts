import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { workflowToken } from "../emulator/acts/tokens.ts";
import type { Token } from "../emulator/state/tokens.ts";
import { commandsIn, type LogAnnotation, masked } from "./commands.ts";
import { deploy } from "./deploy.ts";
import type { Filters, JobDocument } from "./document.ts";
import { githubContext } from "./environment.ts";
import { fill, holds } from "./expression.ts";
import { type Admission, admission } from "./gate.ts";
import { permissionsOf, untrusted } from "./permissions.ts";
import type { JobResult, StepResult, TokenUse } from "./result.ts";
import type { JobScope, RunScope } from "./scope.ts";
import { runStep, values } from "./step.ts";
import { listens } from "./triggers.ts";

/** One job of a matrix, or the job. */
export interface JobStart {
  readonly id: string;
  readonly name: string;
  readonly job: JobDocument;
  readonly cell: Readonly<Record<string, unknown>>;
  readonly needs: Readonly<
    Record<string, { readonly result: string; readonly outputs: Readonly<Record<string, string>> }>
  >;
}

/** Runs one job to its end. */
export async function runJob(run: RunScope, start: JobStart): Promise<JobResult> {
  const { id, name, job } = start;
  const { repository } = run.event;
  const token = workflowToken(run.options.github.world, repository, permissionsOf(run.document, job, run.event));
  const workspace = join(run.folder, "work", name.replace(/\W+/g, "-"));
  mkdirSync(workspace, { recursive: true });
  const contexts = contextsOf(run, start, token, workspace);
  const admitted = admission(run, job, contexts);
  if (admitted.kind === "refused") {
    return { ...nothing(id, name), result: "failure", log: admitted.why, token: useOf(token) };
  }
  const secrets = secretsOf(run, admitted, token);
  const scope: JobScope = {
    ...{ run, id, job, token, workspace, posts: [], path: [], appTokens: [], standing: "success", summary: "" },
    masks: Object.values(secrets),
    contexts: { ...contexts, secrets, vars: variablesOf(run, admitted), env: {}, steps: {} },
  };
  Object.assign(scope.contexts.env, values(run.document.env, scope));
  Object.assign(scope.contexts.env, values(job.env, scope));

  const deployment = deploy(run, admitted);
  const { steps, annotations } = await runSteps(scope);
  const result = scope.standing;
  deployment(result);
  token.revoked = true; // the token of a job ends with it
  return {
    ...{ id, name, result, steps, annotations, summary: masked(scope.summary, scope.masks) },
    outputs: outputsOf(scope),
    log: steps.map(({ log }) => log).join(""),
    token: useOf(token),
    appTokens: scope.appTokens.map(useOf),
  };
}

/** A job that never began. */
export function nothing(id: string, name: string): JobResult {
  const token = { declared: {}, used: [] };
  return {
    id,
    name,
    result: "skipped",
    outputs: {},
    steps: [],
    log: "",
    summary: "",
    annotations: [],
    token,
    appTokens: [],
  };
}

export const useOf = ({ permissions, used }: Token): TokenUse => ({
  declared: permissions ?? {},
  used: [...used].sort(),
});

/** What an `if:` of the job may ask before it runs. */
export function contextsOf(
  run: RunScope,
  { id, cell, needs }: Omit<JobStart, "name">,
  token: Token | null,
  workspace: string,
) {
  const inputs = inputsOf(run);
  return {
    ...{ github: githubContext(run, id, token?.value ?? "", workspace), needs, inputs, matrix: cell, strategy: {} },
    ...{ runner: { os: "Linux", arch: "X64", temp: run.folder }, job: { status: "success" } },
    vars: Object.fromEntries(run.event.repository.variables),
  };
}

/** What a run started by hand was given, and what its workflow says where it was not. */
function inputsOf({ event, document }: RunScope): Readonly<Record<string, unknown>> {
  if (event.name !== "workflow_dispatch") return {};
  const { inputs = {} } = (listens(document).workflow_dispatch ?? {}) as Filters;
  const usual = Object.entries(inputs).map(([name, input]) => [name, input?.default ?? ""] as const);
  return { ...Object.fromEntries(usual), ...(event.payload.inputs as object) };
}

/** Secrets of the repository and of the environment the job was let into; none for who is not trusted. */
function secretsOf({ event }: RunScope, admitted: Admission, token: Token): Readonly<Record<string, string>> {
  if (untrusted(event)) return { GITHUB_TOKEN: token.value };
  const own = admitted.kind === "admitted" ? (admitted.environment?.secrets ?? {}) : {};
  return { ...Object.fromEntries(event.repository.secrets), ...own, GITHUB_TOKEN: token.value };
}

function variablesOf({ event }: RunScope, admitted: Admission): Readonly<Record<string, string>> {
  const own = admitted.kind === "admitted" ? (admitted.environment?.variables ?? {}) : {};
  return { ...Object.fromEntries(event.repository.variables), ...own };
}

async function runSteps(scope: JobScope) {
  const steps: StepResult[] = [];
  const annotations: LogAnnotation[] = [];
  for (const [place, step] of (scope.job.steps ?? []).entries()) {
    if (scope.run.signal.aborted) scope.standing = "cancelled";
    const { annotations: told, ...result } = await runStep(scope, step, place);
    steps.push(result);
    annotations.push(...told);
  }
  for (const { name, condition, run } of scope.posts.toReversed()) {
    if (!holds(condition, scope.contexts, scope.standing)) continue;
    const { code, log } = await run();
    const outcome = code === 0 ? "success" : "failure";
    if (code !== 0 && scope.standing === "success") scope.standing = "failure";
    annotations.push(...commandsIn(log).annotations);
    steps.push({ id: name, name, outcome, conclusion: outcome, outputs: {}, log: masked(log, scope.masks) });
  }
  return { steps, annotations };
}

/** An output that holds a secret is not passed on. */
function outputsOf({ job, contexts, standing, masks }: JobScope): Readonly<Record<string, string>> {
  const all = Object.entries(job.outputs ?? {}).map(
    ([name, value]) => [name, fill(value, contexts, standing)] as const,
  );
  return Object.fromEntries(all.filter(([, value]) => !masks.some((mask) => mask !== "" && value.includes(mask))));
}
