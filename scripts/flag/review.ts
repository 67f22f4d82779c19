import type { DateTime } from "luxon";

/** One submission of one person on one pull request. */
export interface Review {
  readonly id: string;
  /** Login without `@`. */
  readonly by: string;
  readonly bot: boolean;
  readonly opinion: "approved" | "changes-requested" | "commented" | "dismissed";
  readonly at: DateTime;
  /** The head commit it was given for. */
  readonly commit: string | null;
  readonly edited: boolean;
}

/** Something that happened; `what` follows "before". */
export interface Milestone {
  readonly at: DateTime;
  readonly what: string;
}

export interface PullRequest {
  readonly number: number;
  readonly title: string;
  readonly url: string;
  readonly author: string;
  /** Who asked for it, where a bot opened it. */
  readonly requestedBy: string | null;
  readonly branch: string;
  readonly draft: boolean;
  /** It comes from another repository, into which anybody may push who may not push here. */
  readonly fork?: boolean;
  readonly base: string;
  readonly head: string;
  /** When the head commit arrived, told by the server; null where unknown: then every approval is stale. */
  readonly pushedAt: DateTime | null;
  /** What an approval must come after, beside the head: before it, something else was proposed. */
  readonly approvalsAfter?: readonly Milestone[];
  /** Everyone who pushed to the head branch. */
  readonly pushers: readonly string[];
  readonly reviews: readonly Review[];
  /** Why it could not be read whole: then nothing is judged by what was read. */
  readonly unreadable?: string;
}

/** Who may speak for a discipline, or why we could not ask. */
export type Membership =
  | { readonly kind: "members"; readonly logins: readonly string[] }
  | { readonly kind: "unknown"; readonly why: string };
