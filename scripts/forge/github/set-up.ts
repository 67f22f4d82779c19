import type { Client } from "./client.ts";
import { explained } from "./error.ts";

/** What GitHub said, or why it did not: a token may see much of a repository and not its settings. */
export type Told<T> = { readonly kind: "told"; readonly value: T } | { readonly kind: "untold"; readonly why: string };

/** How a repository is set up, as far as the gate depends on it. */
export interface SetUpFacts {
  readonly repository: Told<{
    readonly defaultBranch: string;
    readonly mergeMethods: readonly ("merge" | "squash" | "rebase")[];
    readonly autoMerge: boolean;
  }>;
  readonly workflowToken: Told<{ readonly level: string; readonly mayApprove: boolean }>;
  /** As GitHub has them; their rules are compared with the files of the repository. */
  readonly rulesets: Told<readonly Readonly<Record<string, unknown>>[]>;
  readonly environments: Told<readonly EnvironmentFacts[]>;
  readonly codeowners: Told<readonly string[]>;
  readonly workflows: Told<readonly { readonly file: string; readonly state: string }[]>;
}

export interface EnvironmentFacts {
  readonly name: string;
  /** Patterns of branches that may enter; null: every branch. */
  readonly branches: Told<readonly string[] | null>;
  /** Names only: nobody is told a secret. */
  readonly secrets: Told<readonly string[]>;
}

/** Asks for all of it at once; what is not told does not keep the rest away. */
export async function readSetUp(
  { rest }: Client,
  { owner, name }: { readonly owner: string; readonly name: string },
  branch: string,
): Promise<SetUpFacts> {
  const at = { owner, repo: name };
  const all = { ...at, per_page: 100 };
  const [repository, workflowToken, rulesets, environments, codeowners, workflows] = await Promise.all([
    told("to read the repository", async () => {
      const { data } = await rest.repos.get(at);
      const allowed = [
        ...(data.allow_merge_commit ? (["merge"] as const) : []),
        ...(data.allow_squash_merge ? (["squash"] as const) : []),
        ...(data.allow_rebase_merge ? (["rebase"] as const) : []),
      ];
      return { defaultBranch: data.default_branch, mergeMethods: allowed, autoMerge: data.allow_auto_merge ?? false };
    }),
    told("to read what workflows may do", async () => {
      const { data } = await rest.actions.getGithubActionsDefaultWorkflowPermissionsRepository(at);
      return { level: data.default_workflow_permissions, mayApprove: data.can_approve_pull_request_reviews };
    }),
    told("to read the rulesets", async () => {
      const { data } = await rest.repos.getRepoRulesets(all);
      return Promise.all(
        data.map(async ({ id }) => ({ ...(await rest.repos.getRepoRuleset({ ...at, ruleset_id: id })).data })),
      );
    }),
    told("to read the environments", async () => {
      const { data } = await rest.repos.getAllEnvironments(all);
      return Promise.all(
        (data.environments ?? []).map(async (environment): Promise<EnvironmentFacts> => {
          const here = { ...all, environment_name: environment.name };
          const policy = environment.deployment_branch_policy;
          return {
            name: environment.name,
            branches: await told(`to read which branches may enter ${environment.name}`, async () => {
              if (!policy?.custom_branch_policies) return policy?.protected_branches ? ["protected branches"] : null;
              const { data } = await rest.repos.listDeploymentBranchPolicies(here);
              return data.branch_policies.map(({ name = "" }) => name);
            }),
            secrets: await told(`to read the names of the secrets of ${environment.name}`, async () => {
              const { data } = await rest.actions.listEnvironmentSecrets(here);
              return data.secrets.map(({ name }) => name);
            }),
          };
        }),
      );
    }),
    told("to read what is wrong with CODEOWNERS", async () => {
      const { data } = await rest.repos.codeownersErrors({ ...at, ref: branch });
      return data.errors.map(({ path, line, kind }) => `${path}:${line}: ${kind}`);
    }),
    told("to read the workflows", async () => {
      const { data } = await rest.actions.listRepoWorkflows(all);
      return data.workflows.map(({ path, state }) => ({ file: path, state }));
    }),
  ]);
  return { repository, workflowToken, rulesets, environments, codeowners, workflows };
}

async function told<T>(doing: string, ask: () => Promise<T>): Promise<Told<T>> {
  try {
    return { kind: "told", value: await ask() };
  } catch (error) {
    return { kind: "untold", why: explained(doing, error).message };
  }
}
