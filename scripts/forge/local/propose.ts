import type { DateTime } from "luxon";
import type { Review } from "../../flag/review.ts";
import type { Forge } from "../forge.ts";
import { GitError } from "../git/error.ts";
import { loginOf } from "../git/login.ts";
import { aheadOf } from "./ahead.ts";
import { replacing } from "./ledger.ts";
import { isOpen, sight } from "./pulls.ts";
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
  const ahead = (await aheadOf(git, baseOf(local, now), [head], logins)).get(head)!;
  if (ahead.subjects.length === 0)
    throw new GitError("failed", `${branch} adds nothing to ${baseBranch}; commit to it first`);
  const by = loginOf(logins, await local.person());
  return local.ledger.change((before) => {
    const ledger = sight(before, now, branch, head, local.now());
    const record = ledger.pulls.findLast((pull) => pull.branch === branch)!;
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
    return { ledger: sight(ledger, now, record.branch, tip, justBefore(opinion.at)), answer: tip };
  });
  return addReview(local.reviews, number, head, opinion);
}

const justBefore = (at: DateTime) => at.minus({ milliseconds: 1 });
