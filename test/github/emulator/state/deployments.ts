import type { DateTime } from "luxon";

export interface Deployment {
  readonly id: number;
  readonly sha: string;
  readonly ref: string;
  readonly task: string;
  readonly environment: string;
  readonly description: string | null;
  readonly payload: unknown;
  readonly by: string;
  readonly at: DateTime;
  readonly statuses: DeploymentStatus[];
}

export interface DeploymentStatus {
  readonly id: number;
  readonly state: string;
  readonly description: string;
  readonly logUrl: string;
  readonly environmentUrl: string;
  readonly by: string;
  readonly at: DateTime;
}

/** A GitHub environment: secrets that only jobs on some branches get. */
export interface Environment {
  readonly id: number;
  readonly name: string;
  readonly secrets: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, string>>;
  /** Patterns of branches that may deploy; null: every branch. */
  readonly branches: readonly string[] | null;
  /** People one of whom must let a job in. */
  readonly reviewers: readonly string[];
}
