import type { DateTime } from "luxon";
import type { Repository } from "./repository.ts";

/** What issues and pull requests have in common: one row of numbers, labels and comments. */
interface Thread {
  readonly number: number;
  readonly id: number;
  readonly author: string;
  readonly createdAt: DateTime;
  title: string;
  body: string;
  state: "open" | "closed";
  updatedAt: DateTime;
  closedAt: DateTime | null;
  readonly labels: Set<string>;
}

export interface Issue extends Thread {
  readonly kind: "issue";
  stateReason: "completed" | "not_planned" | "reopened" | "duplicate" | null;
  closedBy?: string;
  /** The pull request whose text closed it; null where a person did. */
  closer?: Pull | null;
  /** Who changed the text last, where somebody did. */
  editor?: string;
}

export interface Pull extends Thread {
  readonly kind: "pull";
  draft: boolean;
  readonly head: { readonly repository: Repository; readonly ref: string };
  /** The head commit; that of the merge once merged, whatever becomes of the branch. */
  headOid: string;
  base: string;
  /** The base commit as GitHub remembers it: it is not told of later pushes to base. */
  baseOid: string;
  readonly reviews: Review[];
  readonly history: PullEvent[];
  /** The fork it comes from was deleted. */
  forkGone?: boolean;
  /** Who changed the text last, where somebody did. */
  editor?: string;
  /** How often `mergeable` was asked since head or base moved. */
  probes: number;
  merged: { readonly by: string; readonly at: DateTime; readonly commit: string } | null;
}

export type ReviewState = "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED" | "PENDING";

export interface Review {
  readonly id: number;
  /** Null: the account is gone. */
  by: string | null;
  state: ReviewState;
  body: string;
  commit: string | null;
  submittedAt: DateTime | null;
  lastEditedAt: DateTime | null;
}

/** What the timeline of a pull request tells. */
export type PullEvent =
  | {
      readonly kind: "force-push";
      readonly at: DateTime;
      readonly by: string;
      readonly from: string;
      readonly to: string;
    }
  | { readonly kind: "dismissed"; readonly at: DateTime; readonly by: string; readonly review: number }
  | {
      readonly kind: "base-changed";
      readonly at: DateTime;
      readonly by: string;
      readonly from: string;
      readonly to: string;
    };

export interface Comment {
  readonly id: number;
  readonly thread: number;
  readonly by: string;
  /** The App that wrote it, where one did. */
  readonly app: string | null;
  readonly createdAt: DateTime;
  body: string;
  updatedAt: DateTime;
  /** How often its text was written, and by whom last, where it was more than once. */
  writes: number;
  editor?: string;
}
