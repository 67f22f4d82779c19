import { type Client, once } from "./client.ts";
import { explained } from "./error.ts";

export interface DeploymentRecord {
  readonly owner: string;
  readonly name: string;
  /** What was written. */
  readonly commit: string;
  readonly environment: string;
  readonly description: string;
  readonly succeeded: boolean;
  /** Where people see how it went. */
  readonly url: string;
}

/**
 * Records that a commit was written to an environment's stores, for GitHub's list of deployments. A record and nothing
 * more: nothing is merged, no status is waited for. Not repeated where an answer is lost. Throws a GithubError.
 */
export async function recordDeployment({ rest }: Client, record: DeploymentRecord): Promise<void> {
  const { owner, name, commit, environment, succeeded, url } = record;
  const at = { owner, repo: name };
  const description = [...record.description].slice(0, 140).join("");
  try {
    const { data } = await rest.repos.createDeployment({
      ...{ ...at, ref: commit, environment, description, task: "flaghoist" },
      ...{ auto_merge: false, required_contexts: [], ...once },
    });
    if (!("id" in data)) return;
    const state = succeeded ? ("success" as const) : ("failure" as const);
    const status = { deployment_id: data.id, state, description, log_url: url, auto_inactive: true };
    await rest.repos.createDeploymentStatus({ ...at, ...status, ...once });
  } catch (error) {
    throw explained(`to record the deployment to ${environment}`, error);
  }
}
