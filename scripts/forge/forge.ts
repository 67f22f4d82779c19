import type { DateTime } from "luxon";
import type { Membership, PullRequest } from "../flag/review.ts";

/** Read access to a git repository's objects, by object id and never by checkout. */
export interface Repository {
  /** The commit a ref names, or null. */
  commit(ref: string): Promise<Commit | null>;
  /** Both ends of a comparison and how they lie to each other, or the name that stands for nothing. */
  compare(base: string, head: string): Promise<Comparison>;
  isAncestor(ancestor: string, of: string): Promise<boolean>;
  mergeBase(a: string, b: string): Promise<string | null>;
  /** Files below a folder at a commit, sorted by path. */
  tree(commit: string, under: string): Promise<readonly TreeFile[]>;
  /** What differs between two commits, renames not guessed. */
  diff(base: string, head: string): Promise<readonly FileChange[]>;
  /** Texts by blob id, each asked once whatever the number of mentions. `most`: bytes of the largest; 256 KiB unless said. */
  read(oids: readonly string[], most?: number): Promise<ReadonlyMap<string, BlobText>>;
  /**
   * First-parent history of a branch, newest first, of commits that touch the path (a file or a folder). `atMost` ends
   * it early: whoever looks for the last change of one plan need not read years.
   */
  history(ref: string, path: string, atMost?: number): Promise<readonly Step[]>;
  /** Lines that contain any of the words, as `path:line`, below no path that starts with one of `except`. */
  grep(commit: string, words: readonly string[], except: readonly string[]): Promise<readonly string[]>;
}

export interface Commit {
  readonly id: string;
  readonly committedAt: DateTime;
  readonly subject: string;
}

/** `why` has the place and the way out, ready to print. */
export type Comparison =
  /** Base is an ancestor of head: head says what base says, and what it adds. */
  | { readonly kind: "ahead"; readonly base: Commit; readonly head: Commit }
  | {
      readonly kind: "diverged";
      readonly base: Commit;
      readonly head: Commit;
      /** The last commit of both; null where there is none, or where a shallow clone does not reach it. */
      readonly mergeBase: string | null;
      readonly why: string;
    }
  | { readonly kind: "unknown"; readonly ref: string; readonly why: string };

export interface TreeFile {
  readonly path: string;
  readonly oid: string;
  readonly kind: "file" | "symlink" | "submodule";
}

export interface FileChange {
  readonly path: string;
  readonly before: TreeFile | null;
  readonly after: TreeFile | null;
}

export type BlobText =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "too-large"; readonly bytes: number }
  | { readonly kind: "not-utf8" }
  | { readonly kind: "missing" };

/** One commit of a first-parent history and the files it changed below the path asked for. */
export interface Step {
  readonly commit: Commit;
  readonly message: string;
  readonly author: string;
  readonly changes: readonly FileChange[];
}

/** The branch that holds what runs: the files of stores, and the records of deployments. Nobody proposes to merge it. */
export const runtimeBranch = "flaghoist-runtime";

/** Where the repository and its pull requests live. Every adapter passes test/conformance/forge.ts. */
export interface Forge {
  readonly name: string;
  readonly repository: Repository;
  /** The branch whose plans are the truth, and its name for people. */
  readonly baseBranch: string;
  /** Open pull requests against the base branch, by number. */
  pullRequests(): Promise<readonly PullRequest[]>;
  /** Everyone in a team (`@org/team`), or why we could not ask. */
  members(team: string): Promise<Membership>;
  /** The one sticky comment and check of a pull request, written again only where it changed. */
  report(number: number, report: PullRequestReport): Promise<void>;
  /** Why people merge here and we never do, to go on after "because"; a forge without it is one where we do. */
  readonly byHand?: string;
  /** Merges exactly this head, or says why not. Never retried blindly. */
  merge(number: number, merge: MergeRequest): Promise<MergeResult>;
  /** Commits files onto a branch that must still be at `expected` (null: the branch must not exist). */
  commit(commit: CommitRequest): Promise<CommitResult>;
  /** Opens a pull request from a branch, or gives the number of the one already open for it. */
  open(proposal: {
    readonly branch: string;
    readonly title: string;
    readonly body: string;
    readonly requestedBy: string | null;
  }): Promise<number>;
  /** Open issues that carry the label. */
  issues(label: string): Promise<readonly Issue[]>;
  /** Opens an issue, or updates the open one with the same label and key. */
  raiseIssue(issue: {
    readonly label: string;
    readonly key: string;
    readonly title: string;
    readonly body: string;
  }): Promise<Issue>;
  closeIssue(number: number, because: string): Promise<void>;
  /**
   * Whether a commit of the base branch came through the gate: the merge of a pull request with our check on its head,
   * a commit of our own, or one that an owner let in by closing the incident issue with this label. A forge without it
   * has nobody to tell us apart from anybody else, and what is on its base branch is taken as it is: the local one.
   */
  readonly admitted?: (commit: string, incidentLabel: string) => Promise<Admission>;
  /** Gives the check to a head that changes nothing of ours, where the forge wants it of every pull request. */
  readonly passBy?: (number: number, head: string) => Promise<void>;
}

export type Admission =
  | {
      readonly kind: "admitted";
      readonly because: string;
      /** Digest of what was judged at Go; what was merged, in one of these spans, must have the same. */
      readonly judged: string;
      readonly spans: readonly { readonly from: string; readonly to: string }[];
      readonly own?: never;
      readonly letIn?: never;
    }
  /** Our own commit: nobody judged it, and only a revert needs nobody's judgement. */
  | { readonly kind: "admitted"; readonly because: string; readonly own: true; readonly letIn?: never }
  /** An owner let in what stood there at this commit, and whatever led to it. */
  | { readonly kind: "admitted"; readonly because: string; readonly letIn: true; readonly own?: never }
  | { readonly kind: "refused"; readonly why: string };

export interface PullRequestReport {
  /** The head commit that was judged. */
  readonly head: string;
  readonly outcome: "pass" | "wait" | "error" | "fail";
  readonly title: string;
  readonly comment: string;
  /** Markdown, and places in files, for a forge that shows a check apart from the comment. */
  readonly summary?: string;
  readonly annotations?: readonly ReportAnnotation[];
  /** Digest of what was judged, kept with the check. */
  readonly judged?: string;
  /** Digest of all this says but for when it was asked. A report that only differs in that need not be written again. */
  readonly lasting?: string;
}

/** A message on lines of a file; 1-based. */
export interface ReportAnnotation {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly startColumn?: number;
  readonly endColumn?: number;
  readonly level: "notice" | "warning" | "failure";
  readonly title: string;
  readonly message: string;
}

export interface MergeRequest {
  readonly head: string;
  readonly base: string;
  readonly method: "merge" | "squash" | "rebase";
  readonly title: string;
  readonly message: string;
  readonly at: DateTime;
}

export type MergeResult =
  | {
      readonly kind: "merged";
      readonly commit: string;
      /** What it was merged onto, where that is not the base that was judged; null where that is not known. */
      readonly onto?: string | null;
    }
  /** The head or base is no longer what was judged: judge again. */
  | { readonly kind: "moved"; readonly why: string }
  | { readonly kind: "refused"; readonly why: string }
  | { readonly kind: "unknown"; readonly why: string };

export interface CommitRequest {
  readonly branch: string;
  readonly expected: string | null;
  /** Where a new branch starts; ignored where the branch exists. */
  readonly from: string;
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly message: string;
  readonly at: DateTime;
}

export type CommitResult =
  | { readonly kind: "committed"; readonly commit: string }
  | { readonly kind: "moved"; readonly why: string }
  | { readonly kind: "refused"; readonly why: string };

export interface Issue {
  readonly number: number;
  readonly label: string;
  readonly key: string;
  readonly title: string;
  readonly url: string;
}
