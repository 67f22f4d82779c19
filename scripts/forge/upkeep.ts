import type { DateTime } from "luxon";

/** What a forge tells of that which keeps us running on it. */
export interface Upkeep {
  /** The workflows of these files, of those there are. */
  workflows(files: readonly string[]): Promise<Answer<readonly WorkflowRecord[]>>;
  /** The rules of branches, as the forge has them. */
  rulesets(): Promise<Answer<readonly Readonly<Record<string, unknown>>[]>>;
  /** Number of the App we are there, whom rules can name; null where we are none of our own. */
  readonly app: number | null;
}

/** What was asked, or why it was not told: `refused` is so until somebody changes it, `unreachable` may pass. */
export type Answer<T> =
  | { readonly kind: "told"; readonly value: T }
  | { readonly kind: "refused" | "unreachable"; readonly why: string };

export interface WorkflowRecord {
  readonly file: string;
  /** `active`, or how it was switched off: `disabled_inactivity`, `disabled_manually`, ... */
  readonly state: string;
  readonly createdAt: DateTime;
  /** When a run on the base branch last ended well; null: never. */
  readonly lastSuccess: DateTime | null;
}
