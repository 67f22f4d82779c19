/** A ruleset as GitHub's API and `.github/rulesets/*.json` write it. */
export interface Ruleset {
  readonly id?: number;
  readonly name: string;
  readonly target: "branch" | "tag" | "push";
  readonly enforcement: "active" | "disabled" | "evaluate";
  readonly bypass_actors?: readonly BypassActor[];
  readonly conditions?: {
    readonly ref_name: { readonly include: readonly string[]; readonly exclude: readonly string[] };
  };
  readonly rules: readonly Rule[];
}

export interface BypassActor {
  readonly actor_id: number | null;
  readonly actor_type: string;
  readonly bypass_mode: "always" | "pull_request" | "exempt";
}

export type Rule =
  | { readonly type: "required_status_checks"; readonly parameters: RequiredChecks }
  | { readonly type: "pull_request"; readonly parameters: PullRequestRule }
  | { readonly type: "update"; readonly parameters?: unknown }
  | { readonly type: "merge_queue" }
  | { readonly type: "creation" | "deletion" | "non_fast_forward" | "required_linear_history" | "required_signatures" };

export interface RequiredChecks {
  readonly strict_required_status_checks_policy: boolean;
  readonly required_status_checks: readonly { readonly context: string; readonly integration_id?: number }[];
}

export interface PullRequestRule {
  readonly allowed_merge_methods?: readonly string[];
  readonly dismiss_stale_reviews_on_push: boolean;
  readonly require_code_owner_review: boolean;
  readonly require_last_push_approval: boolean;
  readonly required_approving_review_count: number;
  readonly required_review_thread_resolution: boolean;
  readonly required_reviewers?: readonly {
    readonly file_patterns: readonly string[];
    readonly minimum_approvals: number;
    readonly reviewer: { readonly id: number; readonly type: "Team" };
  }[];
}
