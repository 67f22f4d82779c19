import { resolve } from "../../git/repository.ts";
import { notFound, Refusal } from "../http/refusal.ts";
import { renderDeployment, renderDeploymentStatus } from "../render/deployments.ts";
import { missingContexts } from "../rules/contexts.ts";
import type { Deployment, DeploymentStatus } from "../state/deployments.ts";
import { type Call, created, type Handler, page, repositoryOf } from "./call.ts";

/** Merges base into the ref first unless told not to, and wants every status to be green unless told which. */
export const createDeployment: Handler = (call) => {
  const repository = repositoryOf(call);
  const body = call.body as {
    ref: string;
    task?: string;
    auto_merge?: boolean;
    required_contexts?: readonly string[];
    payload?: unknown;
    environment?: string;
    description?: string;
  };
  const sha = resolve(repository.git, body.ref);
  if (sha === null) throw new Refusal(422, `No ref found for: ${body.ref}`);
  if ((body.auto_merge ?? true) && body.ref !== repository.defaultBranch) {
    return { status: 202, body: { message: "Auto-merged main into the ref on deployment." } };
  }
  const missing = missingContexts(repository, sha, body.required_contexts);
  if (missing.length > 0) throw new Refusal(409, `Conflict: Commit status checks failed for ${body.ref}.`);
  const deployment: Deployment = {
    ...{ id: call.world.id(), sha, ref: body.ref, task: body.task ?? "deploy", payload: body.payload ?? {} },
    ...{ environment: body.environment ?? "production", description: body.description ?? null },
    ...{ by: call.by.login, at: call.world.clock.now(), statuses: [] },
  };
  repository.deployments.set(deployment.id, deployment);
  return created(renderDeployment(call.world, repository, deployment));
};

const deploymentOf = (call: Call) => {
  const repository = repositoryOf(call);
  const deployment = repository.deployments.get(Number(call.params.deployment_id));
  if (!deployment) throw notFound();
  return { repository, deployment };
};

export const createDeploymentStatus: Handler = (call) => {
  const { repository, deployment } = deploymentOf(call);
  const body = call.body as { state: string; description?: string; log_url?: string; environment_url?: string };
  const status: DeploymentStatus = {
    ...{ id: call.world.id(), state: body.state, description: body.description ?? "" },
    ...{ logUrl: body.log_url ?? "", environmentUrl: body.environment_url ?? "" },
    ...{ by: call.by.login, at: call.world.clock.now() },
  };
  deployment.statuses.push(status);
  return created(renderDeploymentStatus(call.world, repository, deployment, status));
};

export const listDeployments: Handler = (call) => {
  const repository = repositoryOf(call);
  const { sha, ref, task, environment } = call.query;
  const found = [...repository.deployments.values()]
    .filter((one) => sha === undefined || one.sha === sha)
    .filter((one) => ref === undefined || one.ref === ref)
    .filter((one) => task === undefined || one.task === task)
    .filter((one) => environment === undefined || one.environment === environment);
  return page(call, found.toReversed(), (one) => renderDeployment(call.world, repository, one));
};

export const listDeploymentStatuses: Handler = (call) => {
  const { repository, deployment } = deploymentOf(call);
  return page(call, deployment.statuses.toReversed(), (status) =>
    renderDeploymentStatus(call.world, repository, deployment, status),
  );
};
