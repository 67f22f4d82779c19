import { dismiss, review } from "../acts/review.ts";
import { renderReview } from "../render/threads.ts";
import type { ReviewState } from "../state/threads.ts";
import { type Handler, ok, page, repositoryOf } from "./call.ts";
import { pullOf } from "./pulls.ts";

const states: Readonly<Record<string, ReviewState>> = {
  APPROVE: "APPROVED",
  REQUEST_CHANGES: "CHANGES_REQUESTED",
  COMMENT: "COMMENTED",
};

/** One row a submission, oldest first. */
export const listReviews: Handler = (call) => {
  const repository = repositoryOf(call);
  const pull = pullOf(call, repository);
  return page(call, pull.reviews, (one) => renderReview(call.world, repository, pull, one));
};

export const createReview: Handler = (call) => {
  const repository = repositoryOf(call);
  const pull = pullOf(call, repository);
  const { event, body, commit_id } = call.body as { event?: string; body?: string; commit_id?: string };
  const opinion = {
    state: states[event ?? ""] ?? "PENDING",
    ...(body === undefined ? {} : { body }),
    ...(commit_id === undefined ? {} : { commit: commit_id }),
  } as const;
  return ok(renderReview(call.world, repository, pull, review(call.world, repository, pull, opinion, call.by)));
};

export const dismissReview: Handler = (call) => {
  const repository = repositoryOf(call);
  const pull = pullOf(call, repository);
  const found = dismiss(call.world, repository, pull, Number(call.params.review_id), call.by);
  return ok(renderReview(call.world, repository, pull, found));
};
