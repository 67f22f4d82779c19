import { iso } from "../state/clock.ts";
import type { Deployment, DeploymentStatus, Environment } from "../state/deployments.ts";
import type { Repository } from "../state/repository.ts";
import type { World } from "../state/world.ts";
import { apiOf, pageOf } from "./repositories.ts";
import { renderUser } from "./users.ts";

export function renderDeployment(world: World, repository: Repository, deployment: Deployment): unknown {
  const { id, sha, ref, task, environment, description, payload, by, at, statuses } = deployment;
  const url = `${apiOf(repository)}/deployments/${id}`;
  return world.contract.build("deployment", {
    ...{ id, node_id: `DE_${id}`, url, sha, ref, task, environment, original_environment: environment, description },
    ...{ payload, creator: renderUser(world, by), statuses_url: `${url}/statuses`, repository_url: apiOf(repository) },
    created_at: iso(at),
    updated_at: iso(statuses.at(-1)?.at ?? at),
  });
}

export function renderDeploymentStatus(
  world: World,
  repository: Repository,
  deployment: Deployment,
  { id, state, description, logUrl, environmentUrl, by, at }: DeploymentStatus,
): unknown {
  const url = `${apiOf(repository)}/deployments/${deployment.id}`;
  return world.contract.build("deployment-status", {
    ...{ id, node_id: `DS_${id}`, url: `${url}/statuses/${id}`, deployment_url: url, state, description },
    ...{ environment: deployment.environment, target_url: pageOf(repository), repository_url: apiOf(repository) },
    ...(logUrl === "" ? {} : { log_url: logUrl }),
    ...(environmentUrl === "" ? {} : { environment_url: environmentUrl }),
    creator: renderUser(world, by),
    created_at: iso(at),
    updated_at: iso(at),
  });
}

export function renderEnvironment(world: World, repository: Repository, environment: Environment): unknown {
  const { id, name, branches } = environment;
  return world.contract.build("environment", {
    ...{ id, node_id: `EN_${id}`, name, url: `${apiOf(repository)}/environments/${name}` },
    ...{ html_url: `${pageOf(repository)}/deployments/activity_log?environments_filter=${name}` },
    protection_rules: branches === null ? [] : [{ id: id + 1, node_id: "GA_1", type: "branch_policy" }],
    deployment_branch_policy: branches === null ? null : { protected_branches: false, custom_branch_policies: true },
  });
}
