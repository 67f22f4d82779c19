import { emit } from "../acts/emit.ts";
import { workflowFiles } from "../acts/workflows.ts";
import { notFound, Refusal } from "../http/refusal.ts";
import { renderRun, renderWorkflow } from "../render/runs.ts";
import { type Call, counted, done, type Handler, ok, repositoryOf } from "./call.ts";

/** A workflow by its number or its file's name, as it stands on the default branch. */
const workflowOf = (call: Call) => {
  const repository = repositoryOf(call);
  const wanted = call.params.workflow_id!;
  const found = workflowFiles(repository).find(({ id, path }) => String(id) === wanted || path.endsWith(`/${wanted}`));
  if (!found) throw notFound();
  return { repository, workflow: found };
};

export const dispatchWorkflow: Handler = (call) => {
  const { repository, workflow } = workflowOf(call);
  const { ref, inputs = {} } = call.body as { ref: string; inputs?: Readonly<Record<string, unknown>> };
  const full = ref.startsWith("refs/") ? ref : `refs/heads/${ref}`;
  if (repository.git.refs.get(full) === null) throw new Refusal(422, `No ref found for: ${ref}`);
  emit(call.world, repository, "workflow_dispatch", { inputs, ref: full, workflow: workflow.path }, call.by, full);
  return done();
};

export const dispatchRepository: Handler = (call) => {
  const { event_type, client_payload = {} } = call.body as { event_type: string; client_payload?: object };
  emit(call.world, repositoryOf(call), "repository_dispatch", { action: event_type, client_payload }, call.by);
  return done();
};

export const enableWorkflow: Handler = (call) => {
  const { repository, workflow } = workflowOf(call);
  repository.disabledWorkflows.delete(workflow.path);
  return done();
};

export const disableWorkflow: Handler = (call) => {
  const { repository, workflow } = workflowOf(call);
  repository.disabledWorkflows.set(workflow.path, "disabled_manually");
  return done();
};

export const getWorkflow: Handler = (call) => {
  const { repository, workflow } = workflowOf(call);
  return ok(renderWorkflow(call.world, repository, workflow));
};

export const listWorkflows: Handler = (call) => {
  const repository = repositoryOf(call);
  return counted(call, "workflows", workflowFiles(repository), (one) => renderWorkflow(call.world, repository, one));
};

const runsOf = (call: Call, path?: string) => {
  const repository = repositoryOf(call);
  const { branch, event, status, head_sha } = call.query;
  const found = [...repository.runs.values()]
    .filter((run) => path === undefined || run.workflow.path === path)
    .filter((run) => branch === undefined || run.branch === branch)
    .filter((run) => event === undefined || run.event === event)
    .filter((run) => status === undefined || run.status === status || run.conclusion === status)
    .filter((run) => head_sha === undefined || run.head === head_sha);
  return counted(call, "workflow_runs", found.toReversed(), (run) => renderRun(call.world, repository, run));
};

export const listRuns: Handler = (call) => runsOf(call);
export const listWorkflowRuns: Handler = (call) => runsOf(call, workflowOf(call).workflow.path);

export const getRun: Handler = (call) => {
  const repository = repositoryOf(call);
  const run = repository.runs.get(Number(call.params.run_id));
  if (!run) throw notFound();
  return ok(renderRun(call.world, repository, run));
};
