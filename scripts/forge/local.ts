import { DateTime } from "luxon";
import type { Review } from "../flag/review.ts";
import type { Forge, PullRequestReport } from "./forge.ts";
import { openGit, userSetting } from "./git/open.ts";
import type { Person } from "./git/write.ts";
import { type RepositoryOptions, repositoryOf } from "./git.ts";
import { commitFiles } from "./local/commit.ts";
import { issuesOf } from "./local/issues.ts";
import { ledgerOf } from "./local/ledger.ts";
import { mergePull } from "./local/merge.ts";
import { notesOf } from "./local/notes.ts";
import { openPull, reportPull, reviewPull } from "./local/propose.ts";
import { openPulls } from "./local/pulls.ts";
import { reportIn } from "./local/reports.ts";
import type { Opinion } from "./local/reviews.ts";
import type { Local } from "./local/world.ts";

export interface LocalForgeOptions extends RepositoryOptions {
  /** The top folder of a git repository, or a bare one. */
  readonly root: string;
  readonly baseBranch: string;
  /**
   * What time it is, for what is seen for the first time. Default: the machine's clock, which is right unless all of
   * time is made up: what is written down with a clock that only looks ahead would make later approvals stale.
   */
  readonly now?: () => DateTime;
  /** Who commits, merges and opens. Default: the user's own git settings. */
  readonly identity?: Person;
  /** Logins by team, `@org/team`. */
  readonly teams?: Readonly<Record<string, readonly string[]>>;
}

/** A local repository as a forge, and what a hosted one leaves to its website. */
export interface LocalForge extends Forge {
  /** Says something about the head a pull request has now. */
  review(number: number, opinion: Opinion): Promise<Review>;
  /** What was last reported on a pull request. */
  reported(number: number): Promise<PullRequestReport | null>;
}

/**
 * A git repository on this machine whose branches are its pull requests. Reviews are notes on head commits
 * (`refs/notes/flaghoist/reviews`), reports are too (`.../reports`), titles, first sightings and issues are JSON files
 * below `refs/flaghoist/ledger`. For trying out, for one machine and for tests: who can write to the repository can
 * write any of these under any name, so nothing here proves who approved.
 */
export async function localForge(options: LocalForgeOptions): Promise<LocalForge> {
  const { root, baseBranch, logins = {}, teams = {}, identity, now = () => DateTime.utc() } = options;
  const git = await openGit(root);
  let asked: Promise<Person> | null = null;
  const person = () => {
    asked ??= identity ? Promise.resolve(identity) : ownIdentity(git.root);
    return asked;
  };
  const clerk = { person, now };
  const local: Local = {
    git,
    baseBranch,
    logins,
    person,
    now,
    ledger: ledgerOf(git, clerk),
    reviews: notesOf(git, "reviews", clerk),
    reports: notesOf(git, "reports", clerk),
  };
  const known = new Map(Object.entries(teams).map(([team, members]) => [team.replace(/^@/, ""), members]));
  return {
    name: `local ${git.root}`,
    repository: repositoryOf(git, { logins }),
    baseBranch,
    pullRequests: () => openPulls(local),
    async members(team) {
      const logins = known.get(team.replace(/^@/, ""));
      if (logins) return { kind: "members", logins: logins.map((login) => login.replace(/^@/, "")) };
      return { kind: "unknown", why: `a local repository has no teams: name logins instead of ${team} in disciplines` };
    },
    report: (number, report) => reportPull(local, number, report),
    merge: (number, request) => mergePull(local, number, request),
    commit: (request) => commitFiles(local, request),
    open: (proposal) => openPull(local, proposal),
    ...issuesOf(local),
    review: (number, opinion) => reviewPull(local, number, opinion),
    reported: (number) => reportIn(local.reports, number),
  };
}

async function ownIdentity(root: string): Promise<Person> {
  const [name, email] = await Promise.all([userSetting(root, "user.name"), userSetting(root, "user.email")]);
  return { name: name.at(-1) ?? "flaghoist", email: email.at(-1) ?? "flaghoist@localhost" };
}
