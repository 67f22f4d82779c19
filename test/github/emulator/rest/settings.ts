import { commitAt } from "../../git/repository.ts";
import { notFound } from "../http/refusal.ts";
import { renderCommit } from "../render/commits.ts";
import { renderEnvironment } from "../render/deployments.ts";
import { apiOf, renderRepository } from "../render/repositories.ts";
import { rulesOn } from "../rules/applying.ts";
import { codeownersErrors } from "../rules/codeowners-errors.ts";
import { iso } from "../state/clock.ts";
import { tip } from "../state/repository.ts";
import { type Call, counted, type Handler, ok, page, repositoryOf } from "./call.ts";

export const getRepository: Handler = (call) => ok(renderRepository(call.world, repositoryOf(call), "full-repository"));

export const getBranch: Handler = (call) => {
  const repository = repositoryOf(call);
  const name = call.params.branch!;
  const oid = tip(repository, name);
  if (oid === null) throw notFound();
  return ok(
    call.world.contract.build("branch-with-protection", {
      ...{ name, protected: rulesOn(repository, name).length > 0 },
      commit: renderCommit(call.world, repository, commitAt(repository.git, oid)),
    }),
  );
};

export const branchRules: Handler = (call) => {
  const repository = repositoryOf(call);
  return page(call, rulesOn(repository, call.params.branch!), ({ rule, ruleset }) => ({
    ...rule,
    ...{ ruleset_source_type: "Repository", ruleset_source: repository.fullName, ruleset_id: ruleset.id },
  }));
};

export const listRulesets: Handler = (call) => {
  const repository = repositoryOf(call);
  return page(call, repository.rulesets, ({ id, name, target, enforcement }) => ({
    ...{ id, name, target, enforcement, source_type: "Repository", source: repository.fullName },
  }));
};

export const listCodeownersErrors: Handler = (call) => ok({ errors: codeownersErrors(call.world, repositoryOf(call)) });

const environmentOf = (call: Call) => {
  const environment = repositoryOf(call).environments.get(call.params.environment_name!);
  if (!environment) throw notFound();
  return environment;
};

export const listEnvironments: Handler = (call) => {
  const repository = repositoryOf(call);
  return counted(call, "environments", [...repository.environments.values()], (one) =>
    renderEnvironment(call.world, repository, one),
  );
};

export const getEnvironment: Handler = (call) =>
  ok(renderEnvironment(call.world, repositoryOf(call), environmentOf(call)));

export const listBranchPolicies: Handler = (call) =>
  counted(call, "branch_policies", environmentOf(call).branches ?? [], (name) => ({
    ...{ id: name.length, node_id: `GP_${name}`, name, type: "branch" },
  }));

const secret = (call: Call) => (name: string) => {
  const at = iso(call.world.clock.now());
  return { name, created_at: at, updated_at: at };
};

/** Names only: nobody is told what a secret is. */
export const listSecrets: Handler = (call) =>
  counted(call, "secrets", [...repositoryOf(call).secrets.keys()], secret(call));

export const listEnvironmentSecrets: Handler = (call) =>
  counted(call, "secrets", Object.keys(environmentOf(call).secrets), secret(call));

export const defaultWorkflowPermissions: Handler = (call) => {
  const { defaultWorkflowPermissions: level, actionsMayApprove } = repositoryOf(call).settings;
  return ok({ default_workflow_permissions: level, can_approve_pull_request_reviews: actionsMayApprove });
};

export const installation: Handler = (call) => {
  const repository = repositoryOf(call);
  const app = call.world.apps.get(call.by.token.app ?? "");
  const id = app?.installations.get(repository.owner.toLowerCase());
  if (!app || id === undefined) throw notFound();
  return ok(
    call.world.contract.build("installation", {
      ...{ id, app_id: app.id, app_slug: app.slug, client_id: app.clientId, target_type: "Organization" },
      ...{ permissions: app.permissions, events: [], repository_selection: "all", url: apiOf(repository) },
    }),
  );
};
