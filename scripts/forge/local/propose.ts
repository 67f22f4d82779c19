import type { DateTime } from "luxon";
import type { Review } from "../../flag/review.ts";
import type { Forge, PullRequestReport } from "../forge.ts";
import { idOf } from "../git/compare.ts";
import { GitError } from "../git/error.ts";
import { loginOf } from "../git/login.ts";
import { aheadOf } from "./ahead.ts";
import { replacing } from "./ledger.ts";
import { isOpen, sight } from "./pulls.ts";
import { putReport } from "./reports.ts";
import { addReview, type Opinion } from "./reviews.ts";
import { baseOf, type Local, standing } from "./world.ts";

/** Gives a branch its title, body and requester. A pull request that somebody opened before keeps what it has. */
export async function openPull(local: Local, proposal: Parameters<Forge["open"]>[0]): Promise<number> {
  const { branch, title, body, requestedBy } = proposal;
  const { git, baseBranch, logins } = local;
  const now = await standing(local);
  const head = now.branches.get(branch);
  if (head === undefined)
    throw new GitError(
      "unknown",
      `there is no branch "${branch}" in ${git.root} to open a pull request from; commit to it first`,
    );
  const ahead = (await aheadOf(git, await baseOf(local, now), [head], logins)).get(head)!;
  if (ahead.subjects.length === 0)
    throw new GitError("failed", `${branch} adds nothing to ${baseBranch}; commit to it first`);
  const by = loginOf(logins, await local.person());
  return local.ledger.change((before) => {
    const ledger = sight(before, { now, base: baseBranch, branch, head, at: local.now() });
    const record = ledger.pulls.findLast((pull) => pull.base === baseBranch && pull.branch === branch)!;
    const opened = record.opened ?? { title, body, by, requestedBy };
    return { ledger: { ...ledger, pulls: replacing(ledger.pulls, { ...record, opened }) }, answer: record.number };
  });
}

/**
 * Adds a review to the head a pull request has now. Whoever reviews a commit had it before them: where nobody saw it
 * yet, it counts as pushed just before the review.
 */
export async function reviewPull(local: Local, number: number, opinion: Opinion): Promise<Review> {
  const now = await standing(local);
  const head = await local.ledger.change((ledger) => {
    const record = ledger.pulls.find((pull) => pull.number === number);
    const tip = record === undefined ? undefined : now.branches.get(record.branch);
    if (record === undefined || tip === undefined || !isOpen(record, now)) {
      throw new GitError(
        "unknown",
        `there is no open pull request ${number} in ${local.git.root}; flaghoist status lists what is open`,
      );
    }
    const { base, branch } = record;
    return { ledger: sight(ledger, { now, base, branch, head: tip, at: justBefore(opinion.at) }), answer: tip };
  });
  return addReview(local.reviews, number, head, opinion);
}

/** Writes the one report of a pull request. Throws where there is no such pull request. */
export async function reportPull(
  { git, ledger, reports }: Local,
  number: number,
  report: PullRequestReport,
): Promise<void> {
  const known = (await ledger.read()).pulls.some((pull) => pull.number === number);
  if (!known) throw new GitError("unknown", `there is no pull request ${number} in ${git.root} to report on`);
  await putReport(reports, number, { ...report, head: await idOf(git, report.head) });
}

const justBefore = (at: DateTime) => at.minus({ milliseconds: 1 });
