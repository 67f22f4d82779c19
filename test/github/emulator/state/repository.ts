import type { DateTime } from "luxon";
import type { Git } from "../../git/repository.ts";
import type { Ruleset } from "../rules/ruleset.ts";
import type { Role } from "./actors.ts";
import type { CheckRun, CheckSuite, Status } from "./checks.ts";
import type { Deployment, Environment } from "./deployments.ts";
import type { WorkflowRun } from "./runs.ts";
import type { Comment, Issue, Pull } from "./threads.ts";

export type MergeMethod = "merge" | "squash" | "rebase";

export interface Settings {
  readonly mergeMethods: readonly MergeMethod[];
  readonly deleteBranchOnMerge: boolean;
  readonly autoMerge: boolean;
  /** What a workflow without `permissions:` gets. */
  readonly defaultWorkflowPermissions: "read" | "write";
  readonly actionsMayApprove: boolean;
}

/** One row of `/activity`: who moved a branch, and when GitHub saw it. */
export interface Activity {
  readonly id: number;
  readonly kind: "push" | "force_push" | "branch_creation" | "branch_deletion" | "pr_merge";
  readonly ref: string;
  readonly before: string;
  readonly after: string;
  readonly by: string | null;
  readonly at: DateTime;
}

export interface Repository {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly fullName: string;
  readonly private: boolean;
  readonly parent: Repository | null;
  readonly defaultBranch: string;
  readonly git: Git;
  settings: Settings;
  readonly roles: Map<string, Role>;
  readonly rulesets: Ruleset[];
  readonly threads: Map<number, Issue | Pull>;
  readonly comments: Map<number, Comment>;
  readonly labels: Map<string, { readonly id: number; readonly color: string; readonly description: string | null }>;
  readonly checkSuites: Map<number, CheckSuite>;
  readonly checkRuns: Map<number, CheckRun>;
  readonly statuses: Status[];
  /** Newest first. */
  readonly activity: Activity[];
  readonly deployments: Map<number, Deployment>;
  readonly environments: Map<string, Environment>;
  readonly secrets: Map<string, string>;
  readonly variables: Map<string, string>;
  readonly runs: Map<number, WorkflowRun>;
  /** Workflow files that are switched off, and how. */
  readonly disabledWorkflows: Map<string, "disabled_manually" | "disabled_inactivity">;
}

export const pullsOf = (repository: Repository): readonly Pull[] =>
  [...repository.threads.values()].filter((thread) => thread.kind === "pull");

export const openPulls = (repository: Repository): readonly Pull[] =>
  pullsOf(repository).filter(({ state }) => state === "open");

/** Where a branch points. */
export const tip = ({ git }: Repository, branch: string): string | null => git.refs.get(`refs/heads/${branch}`);
