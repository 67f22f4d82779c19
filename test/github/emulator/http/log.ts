import type { DateTime } from "luxon";

/** One request, as the bench remembers it. */
export interface Logged {
  /** The first request is number 1. */
  readonly number: number;
  readonly method: string;
  readonly path: string;
  /** The operation of GitHub's description, `graphql NAME`, or null where there is no such thing. */
  readonly operation: string | null;
  readonly login: string | null;
  readonly at: DateTime;
  /** Null: the answer never arrived. */
  readonly status: number | null;
  /** Points of the GraphQL budget; 0 for REST. */
  readonly points: number;
  readonly body: unknown;
}
