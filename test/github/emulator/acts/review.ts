import { notFound, Refusal } from "../http/refusal.ts";
import { renderReview } from "../render/threads.ts";
import type { Repository } from "../state/repository.ts";
import type { Pull, Review, ReviewState } from "../state/threads.ts";
import type { World } from "../state/world.ts";
import { type Doer, emitPull } from "./emit.ts";

export interface Opinion {
  readonly state: ReviewState;
  readonly body?: string;
  /** Default: the head there is now. */
  readonly commit?: string;
}

/** Says something about a pull request. Whoever may read may approve; nobody approves what is their own. */
export function review(world: World, repository: Repository, pull: Pull, opinion: Opinion, by: Doer): Review {
  const { state, body = "", commit = pull.headOid } = opinion;
  if (by.login === pull.author && (state === "APPROVED" || state === "CHANGES_REQUESTED")) {
    const what = state === "APPROVED" ? "approve" : "request changes on";
    throw unprocessable(`Can not ${what} your own pull request`);
  }
  if (state === "APPROVED" && by.token?.kind === "workflow" && !repository.settings.actionsMayApprove) {
    throw unprocessable("GitHub Actions is not permitted to approve pull requests.");
  }
  if ((state === "CHANGES_REQUESTED" || state === "COMMENTED") && body === "" && by.token !== null) {
    throw unprocessable("Body can't be blank");
  }
  const submittedAt = state === "PENDING" ? null : world.clock.now();
  const given: Review = { id: world.id(), by: by.login, state, body, commit, submittedAt, lastEditedAt: null };
  pull.reviews.push(given);
  if (state !== "PENDING") tell(world, repository, pull, given, "submitted", by);
  return given;
}

/** Takes a stance away; anyone with write access may. */
export function dismiss(world: World, repository: Repository, pull: Pull, id: number, by: Doer): Review {
  const found = pull.reviews.find((one) => one.id === id);
  if (!found) throw notFound();
  if (found.state !== "APPROVED" && found.state !== "CHANGES_REQUESTED") {
    throw unprocessable("Can not dismiss a commented pull request review");
  }
  found.state = "DISMISSED";
  pull.history.push({ kind: "dismissed", at: world.clock.now(), by: by.login, review: id });
  tell(world, repository, pull, found, "dismissed", by);
  return found;
}

/** Writes another text below a review that was given. */
export function editReview(world: World, repository: Repository, pull: Pull, id: number, body: string, by: Doer): void {
  const found = pull.reviews.find((one) => one.id === id);
  if (!found) throw notFound();
  found.body = body;
  found.lastEditedAt = world.clock.now();
  tell(world, repository, pull, found, "edited", by);
}

function tell(world: World, repository: Repository, pull: Pull, given: Review, action: string, by: Doer): void {
  const shown = renderReview(world, repository, pull, given) as { readonly state: string };
  const review = { ...shown, state: shown.state.toLowerCase() };
  emitPull(world, repository, "pull_request_review", pull, { action, review }, by);
}

const unprocessable = (why: string) => new Refusal(422, "Unprocessable Entity", { errors: [why] });
