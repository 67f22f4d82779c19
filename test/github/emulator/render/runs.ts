import { type WorkflowFile, workflowName } from "../acts/workflows.ts";
import { iso } from "../state/clock.ts";
import type { Repository } from "../state/repository.ts";
import type { WorkflowRun } from "../state/runs.ts";
import type { World } from "../state/world.ts";
import { apiOf, pageOf, renderRepository } from "./repositories.ts";
import { renderUser } from "./users.ts";

export function renderWorkflow(world: World, repository: Repository, file: WorkflowFile): unknown {
  const state = repository.disabledWorkflows.get(file.path) ?? "active";
  const created_at = iso(repository.activity.at(-1)?.at ?? world.clock.now());
  const page = `${pageOf(repository)}/blob/${repository.defaultBranch}/${file.path}`;
  return world.contract.build("workflow", {
    ...{ id: file.id, node_id: `W_${file.id}`, name: workflowName(file), path: file.path, state, created_at },
    ...{ url: `${apiOf(repository)}/actions/workflows/${file.id}`, html_url: page, badge_url: page },
  });
}

export function renderRun(world: World, repository: Repository, run: WorkflowRun): unknown {
  const { id, workflow, event, actor, head, branch, status, conclusion, createdAt, updatedAt, pulls } = run;
  const repo = { id: repository.id, url: apiOf(repository), name: repository.name };
  return world.contract.build("workflow-run", {
    ...{ id, node_id: `WFR_${id}`, name: workflow.name, path: workflow.path, workflow_id: workflow.id, run_number: 1 },
    ...{ event, status, conclusion, head_sha: head, head_branch: branch, display_title: workflow.name, run_attempt: 1 },
    ...{ url: `${apiOf(repository)}/actions/runs/${id}`, html_url: `${pageOf(repository)}/actions/runs/${id}` },
    workflow_url: `${apiOf(repository)}/actions/workflows/${workflow.id}`,
    pull_requests: pulls.map((number) => ({
      ...{ id: number, number, url: `${apiOf(repository)}/pulls/${number}` },
      head: { ref: branch ?? "", sha: head, repo },
      base: { ref: repository.defaultBranch, sha: head, repo },
    })),
    head_commit: null,
    created_at: iso(createdAt),
    updated_at: iso(updatedAt),
    run_started_at: iso(createdAt),
    actor: renderUser(world, actor),
    triggering_actor: renderUser(world, actor),
    repository: renderRepository(world, repository, "minimal-repository"),
    head_repository: renderRepository(world, run.from ?? repository, "minimal-repository"),
  });
}
