import { DateTime } from "luxon";
import type { Review } from "../../flag/review.ts";
import { GitError } from "../git/error.ts";
import type { NoteLine, Notes } from "./notes.ts";

/** What a person says of a pull request. */
export interface Opinion {
  readonly by: string;
  readonly opinion: Review["opinion"];
  readonly at: DateTime;
  readonly body?: string;
}

export interface NumberedReview {
  readonly number: number;
  readonly review: Review;
}

const opinions = ["approved", "changes-requested", "commented", "dismissed"] as const;

/** Every review of every pull request, oldest first. Throws where a line is not a review: it may be the one "no". */
export async function reviewsIn(notes: Notes): Promise<readonly NumberedReview[]> {
  const reviews = (await notes.lines()).map((line) => decode(notes.ref, line));
  return reviews.sort((a, b) => a.review.at.toMillis() - b.review.at.toMillis());
}

/** Adds a review to the note on the head commit it speaks of. */
export function addReview(
  notes: Notes,
  number: number,
  commit: string,
  { by, opinion, at, body }: Opinion,
): Promise<Review> {
  return notes.change((lines) => {
    const id = String(lines.length + 1);
    const line = JSON.stringify({ id, number, by, opinion, at: at.toUTC().toISO(), commit, body: body ?? "" });
    const before = lines.filter((one) => one.commit === commit).map(({ text }) => text);
    return {
      write: new Map([[commit, [...before, line]]]),
      answer: { id, by, bot: isBot(by), opinion, at: at.toUTC(), commit, edited: false },
    };
  });
}

const isBot = (login: string) => login.endsWith("[bot]");

function decode(ref: string, { commit, text }: NoteLine): NumberedReview {
  const line = json(text);
  const at = typeof line?.at === "string" ? DateTime.fromISO(line.at, { zone: "utc" }) : null;
  const opinion = opinions.find((known) => known === line?.opinion);
  if (typeof line?.by !== "string" || typeof line.number !== "number" || !at?.isValid || opinion === undefined) {
    throw new GitError(
      "failed",
      `the note ${ref} on ${commit} has a line that is not a review (number, by, at, and opinion: ${opinions.join(", ")}); mend it with: git notes --ref=flaghoist/reviews edit ${commit}`,
    );
  }
  const id = typeof line.id === "string" ? line.id : `${commit.slice(0, 10)}-${line.by}`;
  return { number: line.number, review: { id, by: line.by, bot: isBot(line.by), opinion, at, commit, edited: false } };
}

function json(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}
