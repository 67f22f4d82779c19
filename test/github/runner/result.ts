import type { Permissions } from "../emulator/state/actors.ts";
import type { Conclusion } from "../emulator/state/runs.ts";
import type { Permission } from "../openapi/operations.ts";
import type { LogAnnotation } from "./commands.ts";

export type Result = "success" | "failure" | "cancelled" | "skipped";

/** How one step went. `outcome` is before `continue-on-error` is applied, `conclusion` after. */
export interface StepResult {
  readonly id: string;
  readonly name: string;
  readonly outcome: Result;
  readonly conclusion: Result;
  readonly outputs: Readonly<Record<string, string>>;
  readonly log: string;
}

/** What a token was given, and what the requests made with it needed. */
export interface TokenUse {
  readonly declared: Permissions;
  readonly used: readonly Permission[];
}

export interface JobResult {
  readonly id: string;
  /** As its check run is called. */
  readonly name: string;
  readonly result: Result;
  readonly outputs: Readonly<Record<string, string>>;
  readonly steps: readonly StepResult[];
  readonly log: string;
  readonly summary: string;
  readonly annotations: readonly LogAnnotation[];
  /** The `GITHUB_TOKEN` of the job. */
  readonly token: TokenUse;
  /** Tokens of Apps the job minted. */
  readonly appTokens: readonly TokenUse[];
}

/** One run of one workflow. */
export interface Run {
  readonly id: number;
  readonly workflow: string;
  readonly path: string;
  readonly event: string;
  readonly conclusion: Conclusion;
  /** By job id; a job of a matrix by its name, as `test (20)`. */
  readonly jobs: Readonly<Record<string, JobResult>>;
}

/** The worst of some results, as `needs` sees a matrix and a run its jobs. */
export function worst(results: readonly Result[]): Result {
  const order = ["failure", "cancelled", "success", "skipped"] as const;
  return order.find((result) => results.includes(result)) ?? "success";
}
