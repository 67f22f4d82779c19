import { GitError } from "../git/error.ts";
import type { Git } from "../git/run.ts";
import { type Clerk, shelf, type Texts } from "./shelf.ts";

/** What we remember of a pull request; everything else about it is read from its branch. */
export interface PullRecord {
  readonly number: number;
  /** The branch it would be merged into. */
  readonly base: string;
  readonly branch: string;
  /** Null where nobody opened it: it was only seen. */
  readonly opened: {
    readonly title: string;
    readonly body: string;
    readonly by: string;
    readonly requestedBy: string | null;
  } | null;
  /** Every head it had and when we first saw it there, oldest first. ISO 8601 instants. */
  readonly arrivals: readonly { readonly commit: string; readonly at: string }[];
  /** Its branch went away or fell back to the base branch. */
  readonly closed: boolean;
}

export interface IssueRecord {
  readonly number: number;
  readonly label: string;
  readonly key: string;
  readonly title: string;
  readonly body: string;
  /** Why it was closed, or null while it is open. */
  readonly closed: string | null;
}

export interface Ledger {
  readonly pulls: readonly PullRecord[];
  readonly issues: readonly IssueRecord[];
}

export interface LedgerShelf {
  read(): Promise<Ledger>;
  change<T>(edit: (ledger: Ledger) => { readonly ledger: Ledger; readonly answer: T }): Promise<T>;
}

/** One JSON file a pull request or issue, below `refs/flaghoist/ledger`. */
export function ledgerOf(git: Git, clerk: Clerk): LedgerShelf {
  const { ref, read, change } = shelf(git, "refs/flaghoist/ledger", clerk);
  return {
    read: async () => decode(ref, await read()),
    change: (edit) =>
      change((texts) => {
        const { ledger, answer } = edit(decode(ref, texts));
        return { write: encode(ledger), answer };
      }),
  };
}

/** Pull requests and issues are numbered together, as on GitHub. */
export function nextNumber({ pulls, issues }: Ledger): number {
  return Math.max(0, ...pulls.map(({ number }) => number), ...issues.map(({ number }) => number)) + 1;
}

export function replacing<T extends { readonly number: number }>(all: readonly T[], one: T): readonly T[] {
  return [...all.filter(({ number }) => number !== one.number), one].sort((a, b) => a.number - b.number);
}

function encode({ pulls, issues }: Ledger): Texts {
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  return new Map([
    ...pulls.map((pull) => [`pulls/${pull.number}.json`, json(pull)] as const),
    ...issues.map((issue) => [`issues/${issue.number}.json`, json(issue)] as const),
  ]);
}

function decode(ref: string, texts: Texts): Ledger {
  const below = <T extends { readonly number: number }>(folder: string) =>
    [...texts]
      .filter(([path]) => path.startsWith(folder))
      .map(([path, text]) => parse<T>(ref, path, text))
      .sort((a, b) => a.number - b.number);
  return { pulls: below<PullRecord>("pulls/"), issues: below<IssueRecord>("issues/") };
}

/** Only we write below this ref; what is not JSON was written by somebody else. */
function parse<T>(ref: string, path: string, text: string): T {
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new GitError(
      "failed",
      `${path} at ${ref} is not what flaghoist wrote; go back with: git update-ref ${ref} ${ref}~1`,
    );
  }
}
