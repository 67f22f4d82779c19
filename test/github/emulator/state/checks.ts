import type { DateTime } from "luxon";

/** One per App and commit: GitHub opens it when the commit arrives. */
export interface CheckSuite {
  readonly id: number;
  readonly app: string;
  readonly head: string;
  readonly branch: string;
  readonly createdAt: DateTime;
}

export interface CheckRun {
  readonly id: number;
  readonly suite: number;
  readonly app: string;
  readonly head: string;
  readonly annotations: Annotation[];
  name: string;
  status: string;
  conclusion: string | null;
  externalId: string | null;
  detailsUrl: string | null;
  startedAt: DateTime;
  completedAt: DateTime | null;
  output: { readonly title: string | null; readonly summary: string | null; readonly text: string | null };
}

export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: "notice" | "warning" | "failure";
  readonly message: string;
  readonly title?: string;
  readonly raw_details?: string;
  readonly start_column?: number;
  readonly end_column?: number;
}

/** The older kind of check. */
export interface Status {
  readonly id: number;
  readonly sha: string;
  readonly context: string;
  readonly state: "error" | "failure" | "pending" | "success";
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly by: string;
  readonly app: string | null;
  readonly at: DateTime;
}
