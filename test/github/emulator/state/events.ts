import type { Repository } from "./repository.ts";

/** What GitHub would send to whoever listens. */
export interface ForgeEvent {
  readonly repository: Repository;
  /** `push`, `pull_request`, `workflow_run`, ... */
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly actor: string;
  /** What `GITHUB_REF` says. */
  readonly ref: string;
  /** What `GITHUB_SHA` says, and where workflow files are read. */
  readonly sha: string;
  /** Whether the pull request comes from a fork. */
  readonly fork: boolean;
  /** Made by a `GITHUB_TOKEN`: GitHub starts no workflow from it, save the two dispatches. */
  readonly byWorkflow: boolean;
}
