/** What the queries answer, as far as it is read. */
export interface Page<T> {
  readonly nodes: readonly (T | null)[] | null;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export interface Who {
  readonly __typename: string;
  readonly login: string;
}

export interface StanceNode {
  readonly fullDatabaseId: string | number;
  readonly state: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED" | "PENDING";
  readonly lastEditedAt: string | null;
}

export interface OpinionNode extends StanceNode {
  readonly submittedAt: string | null;
  readonly commit: { readonly oid: string } | null;
  readonly author: Who | null;
}

export interface CheckNode {
  readonly externalId: string | null;
  readonly status: string;
  readonly conclusion: string | null;
  readonly startedAt: string | null;
  readonly text: string | null;
}

export interface CommitNode {
  readonly oid: string;
  readonly checkSuites: {
    readonly nodes:
      | readonly ({ readonly checkRuns: { readonly nodes: readonly (CheckNode | null)[] | null } | null } | null)[]
      | null;
  } | null;
}

export interface CommentNode {
  readonly id: string;
  readonly viewerDidAuthor: boolean;
}

interface Moments {
  readonly nodes: readonly ({ readonly createdAt?: string } | null)[] | null;
}

export interface PullNode {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly url: string;
  readonly isDraft: boolean;
  readonly state: "OPEN" | "CLOSED" | "MERGED";
  readonly merged: boolean;
  readonly changedFiles: number;
  readonly headRefName: string;
  readonly headRefOid: string;
  readonly baseRefName: string;
  readonly mergeCommit: { readonly oid: string } | null;
  readonly author: Who | null;
  /** Null where nobody edited the text, and where the account of whoever did is gone. */
  readonly editor: Who | null;
  readonly lastEditedAt: string | null;
  /** Null where the fork is gone. */
  readonly headRepository: { readonly name: string; readonly owner: { readonly login: string } } | null;
  readonly files: { readonly nodes: readonly ({ readonly path: string } | null)[] | null } | null;
  readonly reviews: Page<OpinionNode> | null;
  readonly comments: Page<CommentNode>;
  readonly timelineItems: Moments;
  /** When it was last pointed at another base branch. */
  readonly retargeted: Moments;
  readonly commits: { readonly nodes: readonly ({ readonly commit: CommitNode } | null)[] | null };
}

export interface RefNode {
  readonly target: { readonly oid: string } | null;
}

export interface IssueNode {
  readonly number: number;
  readonly title: string;
  readonly url: string;
  readonly body: string;
}

/** What is there of a list: GraphQL leaves gaps where something may not be seen. */
export function listed<T>(list: { readonly nodes: readonly (T | null)[] | null } | null): readonly T[] {
  return (list?.nodes ?? []).filter((node) => node !== null);
}

/** The check run that ran last on a commit, of those that were asked for and are wanted. */
export function lastCheck(
  commit: CommitNode | undefined,
  wanted: (run: CheckNode) => boolean = () => true,
): CheckNode | null {
  const runs = listed(commit?.checkSuites ?? null).flatMap((suite) => listed(suite.checkRuns));
  return runs
    .filter(wanted)
    .reduce<CheckNode | null>(
      (last, run) => (last === null || (run.startedAt ?? "") >= (last.startedAt ?? "") ? run : last),
      null,
    );
}
