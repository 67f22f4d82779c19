import { DateTime } from "luxon";
import type { Review } from "../../flag/review.ts";
import { loginOf } from "./describe.ts";
import { GithubError } from "./error.ts";
import { listed, type OpinionNode, type Page, type PullNode, type StanceNode } from "./nodes.ts";
import { moreReviews } from "./queries.ts";
import type { Github } from "./world.ts";

/** Pages of 100: the one "no" may be on any of them, so that none may be left out. */
const reviewPages = 10;

/** Every review of a pull request, oldest first. Throws where there are more than can be read. */
export async function allReviews(github: Github, { number, reviews }: PullNode): Promise<readonly Review[]> {
  const found = [...listed(reviews)];
  let page = reviews?.pageInfo ?? null;
  for (let pages = 1; page?.hasNextPage; pages += 1) {
    if (pages >= reviewPages) {
      const why = `#${number} has more than ${reviewPages * 100} reviews, and one that is not read could be a no`;
      throw new GithubError("too-much", `${why}; open the change as a new pull request`);
    }
    const { owner, name } = github;
    const asked = { owner, name, number, after: page.endCursor };
    const doing = `to read the reviews of pull request ${number}`;
    const answer = await github.client.query<{
      repository: { pullRequest: { reviews: Page<OpinionNode> } };
    }>(doing, moreReviews, asked);
    found.push(...listed(answer.repository.pullRequest.reviews));
    page = answer.repository.pullRequest.reviews.pageInfo;
  }
  return found.flatMap(reviewOf);
}

const opinions = {
  APPROVED: "approved",
  CHANGES_REQUESTED: "changes-requested",
  COMMENTED: "commented",
  DISMISSED: "dismissed",
} as const;

/**
 * Whether somebody approved, objected or took either back since the reviews were read. Comments change no stance, and a
 * hundred new ones in one pass are somebody's noise: then it is looked at again as well.
 */
export function newlySaid(known: readonly Review[], last: readonly StanceNode[]): boolean {
  const same = ({ fullDatabaseId, state, lastEditedAt }: StanceNode) =>
    known.some(
      ({ id, opinion, edited }) =>
        id === String(fullDatabaseId) &&
        state !== "PENDING" &&
        opinion === opinions[state] &&
        edited === (lastEditedAt !== null),
    );
  const stances = last.filter(({ state }) => state !== "COMMENTED" && state !== "PENDING");
  const noise =
    last.length >= 100 && !last.some(({ fullDatabaseId }) => known.some(({ id }) => id === String(fullDatabaseId)));
  return noise || !stances.every(same);
}

/** A review that was not submitted yet is nobody's opinion. */
function reviewOf(node: OpinionNode): readonly Review[] {
  const { state, submittedAt, author } = node;
  if (state === "PENDING" || submittedAt === null) return [];
  return [
    {
      id: String(node.fullDatabaseId),
      by: loginOf(author),
      bot: author !== null && author.__typename !== "User",
      opinion: opinions[state],
      at: DateTime.fromISO(submittedAt, { zone: "utc" }),
      commit: node.commit?.oid ?? null,
      edited: node.lastEditedAt !== null,
    },
  ];
}
