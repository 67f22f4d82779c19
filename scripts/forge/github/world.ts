import type { Review } from "../../flag/review.ts";
import type { Client } from "./client.ts";
import type { Facts } from "./facts.ts";
import type { Heads } from "./heads.ts";
import type { CheckNode, PullNode } from "./nodes.ts";

/** What every part of the adapter works with. */
export interface Github {
  readonly client: Client;
  readonly owner: string;
  readonly name: string;
  readonly baseBranch: string;
  readonly app: GithubApp;
  /** Who commits and opens with this token: the App's login, or a person's. */
  readonly me: string;
  /** Name of the check run. */
  readonly check: string;
  /** Label of issues that are asked for in every pass, so that they come with the pull requests. */
  readonly label: string;
  /** Whether a path is ours to judge. */
  readonly concerns: (path: string) => boolean;
  readonly heads: Heads;
  readonly pass: Pass;
}

/** Whose token this is. `own`: an App that nobody else writes checks as. Without one, anybody with write access can. */
export interface GithubApp {
  readonly id: number;
  readonly own: boolean;
  /** Its login in the API: `flaghoist[bot]`. */
  readonly login: string;
}

/** What one pass knows already. It is forgotten with the forge: a forge lives for one pass. */
export interface Pass {
  readonly seen: Map<number, Seen>;
  /** What people had said of each pull request when it was read. */
  readonly reviews: Map<number, readonly Review[]>;
  /** Texts of comments we wrote, by node id. */
  readonly bodies: Map<string, Body>;
  readonly issues: Map<string, Promise<readonly GithubIssue[]>>;
}

export interface Body {
  readonly id: number;
  readonly text: string;
  /** Whoever may write here may edit our comments: whether it still is as we wrote it. */
  readonly untouched: boolean;
}

/** An issue as it is listed, with the key that its text carries. */
export interface GithubIssue {
  readonly number: number;
  readonly key: string;
  readonly title: string;
  readonly url: string;
  readonly body: string;
}

/** One pull request as it was last read. */
export interface Seen {
  readonly node: PullNode;
  /** Our own comments on it, oldest first: node ids. */
  readonly comments: readonly string[];
  readonly check: CheckNode | null;
  readonly facts: Facts | null;
  /** Another open pull request has the same head: the check of that commit speaks for the other one. */
  readonly sharesHead: boolean;
}

/** github-actions, whose token any workflow of the repository has: https://api.github.com/apps/github-actions. */
export const actionsApp: GithubApp = { id: 15_368, own: false, login: "github-actions[bot]" };

export const at = ({ owner, name }: Pick<Github, "owner" | "name">) => ({ owner, repo: name });
export const refOf = (branch: string) => `refs/heads/${branch}`;
