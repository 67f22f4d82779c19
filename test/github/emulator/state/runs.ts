import type { DateTime } from "luxon";
import type { Repository } from "./repository.ts";

export type Conclusion = "success" | "failure" | "cancelled" | "skipped" | "timed_out" | "action_required";

/** One run of a workflow, as `/actions/runs` tells of it. */
export interface WorkflowRun {
  readonly id: number;
  readonly workflow: { readonly id: number; readonly name: string; readonly path: string };
  readonly event: string;
  readonly actor: string;
  readonly head: string;
  readonly branch: string | null;
  /** Where the head is: of a fork's pull request the fork. Default: here. */
  readonly from?: Repository;
  readonly createdAt: DateTime;
  /** Numbers of the pull requests GitHub names in the run: none for forks. */
  readonly pulls: readonly number[];
  status: "queued" | "in_progress" | "completed";
  conclusion: Conclusion | null;
  updatedAt: DateTime;
}
