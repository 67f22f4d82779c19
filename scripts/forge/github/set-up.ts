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
  /** Types of the rules that hold on the branch, whoever made them: the organization may have rulesets too. */
  readonly branchRules: Told<readonly string[]>;
  readonly environments: Told<readonly EnvironmentFacts[]>;
  /** Names of the secrets that a workflow of any branch may read. */
  readonly secrets: Told<readonly string[]>;
  readonly codeowners: Told<readonly string[]>;
  readonly workflows: Told<readonly { readonly file: string; readonly state: string }[]>;
  /** Variables of the repository, by name. They are no secrets. */
  readonly variables: Told<ReadonlyMap<string, string>>;
  /** The Apps that are installed in the organization. */
  readonly apps: Told<readonly AppFacts[]>;
}

export interface AppFacts {
  readonly id: number;
  readonly clientId: string | null;
  readonly suspended: boolean;
  /** What was granted where it is installed: `contents` to `write`. */
  readonly granted: ReadonlyMap<string, string>;
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
  const [
    repository,
    workflowToken,
    rulesets,
    branchRules,
    environments,
    secrets,
    codeowners,
    workflows,
    variables,
    apps,
  ] = await Promise.all([
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
    told("to read which rules hold on the branch", async () => {
      const { data } = await rest.repos.getBranchRules({ ...all, branch });
      return data.map(({ type }) => type);
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
    told("to read the names of the repository's secrets", async () => {
      const { data } = await rest.actions.listRepoSecrets(all);
      return data.secrets.map(({ name }) => name);
    }),
    told("to read what is wrong with CODEOWNERS", async () => {
      const { data } = await rest.repos.codeownersErrors({ ...at, ref: branch });
      return data.errors.map(({ path, line, kind }) => `${path}:${line}: ${kind}`);
    }),
    told("to read the workflows", async () => {
      const { data } = await rest.actions.listRepoWorkflows(all);
      return data.workflows.map(({ path, state }) => ({ file: path, state }));
    }),
    told("to read the variables", async () => {
      const found = new Map<string, string>();
      for (let page = 1; ; page += 1) {
        const { data } = await rest.actions.listRepoVariables({ ...at, per_page: 30, page });
        for (const { name, value } of data.variables) found.set(name, value);
        if (data.variables.length === 0 || found.size >= data.total_count) return found;
      }
    }),
    told("to read which Apps are installed", async () => {
      const { data } = await rest.orgs.listAppInstallations({ org: owner, per_page: 100 });
      return data.installations.map(({ app_id, client_id, suspended_at, permissions }): AppFacts => {
        const granted = new Map(Object.entries(permissions).map(([name, level]) => [name, String(level)]));
        return { id: app_id, clientId: client_id ?? null, suspended: suspended_at !== null, granted };
      });
    }),
  ]);
  return {
    repository,
    workflowToken,
    rulesets,
    branchRules,
    environments,
    secrets,
    codeowners,
    workflows,
    variables,
    apps,
  };
}

async function told<T>(doing: string, ask: () => Promise<T>): Promise<Told<T>> {
  try {
    return { kind: "told", value: await ask() };
  } catch (error) {
    return { kind: "untold", why: explained(doing, error).message };
  }
}
