import type { DateTime } from "luxon";
import type { PullRequest, Review } from "../flag/review.ts";

/** What one person says of the pull request now. A person without a stance is not listed. */
export type Stance =
  | { readonly kind: "veto"; readonly by: string; readonly review: Review }
  | { readonly kind: "approval"; readonly by: string; readonly review: Review; readonly flaw: Flaw | null };

/** Why an approval does not count, in words that follow "approved, but". */
export interface Flaw {
  readonly kind: "stale" | "excluded";
  readonly why: string;
}

/**
 * Each person's latest opinion, sorted by login. Comments change nothing. A dismissed review is no opinion any more and
 * never helps: it does not bring back an earlier approval, and does not lift an earlier objection that still stands.
 * Objections count whatever their age; approvals only for this head, given after it arrived, by somebody independent.
 *
 * GitHub states what review states mean: https://docs.github.com/en/rest/pulls/reviews
 */
export function stances(request: PullRequest): readonly Stance[] {
  const people = [...new Set(request.reviews.map(({ by }) => login(by)))].sort();
  return people.flatMap((by): readonly Stance[] => {
    const opinions = request.reviews.filter((review) => login(review.by) === by && review.opinion !== "commented");
    const sorted = [...opinions].sort(byTime);
    const last = sorted.at(-1);
    const standing = sorted.filter(({ opinion }) => opinion !== "dismissed").at(-1);
    if (standing?.opinion === "changes-requested") return [{ kind: "veto", by, review: standing }];
    if (last?.opinion !== "approved") return [];
    return [{ kind: "approval", by, review: last, flaw: flawOf(last, request) }];
  });
}

/** GitHub logins do not tell upper from lower case; lists of people write them with or without `@`. */
export const login = (name: string): string => name.replace(/^@/, "").toLowerCase();

function flawOf(review: Review, request: PullRequest): Flaw | null {
  const excluded = exclusion(review, request);
  if (excluded !== null) return { kind: "excluded", why: excluded };
  const stale = staleness(review, request);
  return stale === null ? null : { kind: "stale", why: stale };
}

/** Who may not approve, and why; null for everybody else. */
export function involvement(by: string, request: PullRequest): string | null {
  const name = login(by);
  if (name === login(request.author)) return "opened the pull request";
  if (request.requestedBy !== null && name === login(request.requestedBy)) return "asked for the promotion";
  if (request.pushers.some((pusher) => login(pusher) === name)) return "pushed to the branch";
  return null;
}

function exclusion(review: Review, request: PullRequest): string | null {
  if (review.bot) return "is a bot";
  return involvement(review.by, request) ?? (review.edited ? "edited the review afterwards" : null);
}

/** The commit alone proves nothing: GitHub points approvals at a new head where a force-push leaves the diff as it was. */
function staleness(review: Review, { head, pushedAt, approvalsAfter = [] }: PullRequest): string | null {
  if (review.commit === null) return "for a commit that is not known";
  if (review.commit !== head) return `an earlier commit (${short(review.commit)}, the head is ${short(head)})`;
  if (pushedAt === null) return `${short(head)}, and when that commit arrived is not known`;
  if (review.at <= pushedAt) return `before ${short(head)} arrived`;
  const later = approvalsAfter.find(({ at }) => review.at <= at);
  return later === undefined ? null : `before ${later.what}`;
}

export const short = (commit: string): string => commit.slice(0, 7);

/** By time, then id; what is left only makes the order complete, objections last. */
function byTime(a: Review, b: Review): number {
  const rank = ({ opinion }: Review) => ["approved", "dismissed", "changes-requested"].indexOf(opinion);
  return (
    millis(a.at) - millis(b.at) ||
    a.id.localeCompare(b.id, "en", { numeric: true }) ||
    rank(a) - rank(b) ||
    Number(a.edited) - Number(b.edited) ||
    (a.commit ?? "").localeCompare(b.commit ?? "")
  );
}

const millis = (time: DateTime) => time.toMillis();
