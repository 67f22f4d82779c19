import { changesBetween } from "../../git/diff.ts";
import { mergeBase } from "../../git/graph.ts";
import { fileAt } from "../../git/repository.ts";
import { matchesAny } from "../../glob.ts";
import { roleOf } from "../acts/roles.ts";
import { atLeast } from "../state/actors.ts";
import { type Repository, tip } from "../state/repository.ts";
import type { Pull, Review } from "../state/threads.ts";
import type { World } from "../state/world.ts";
import { codeOwners } from "./codeowners.ts";
import type { PullRequestRule } from "./ruleset.ts";

/** What a `pull_request` rule still wants of a pull request, in GitHub's words. */
export function missingApprovals(
  world: World,
  repository: Repository,
  pull: Pull,
  rule: PullRequestRule,
): readonly string[] {
  const stances = [...latestStances(pull)].filter(([login]) => atLeast(roleOf(world, repository, login), "write"));
  const approved = stances.filter(([, { state }]) => state === "APPROVED");
  const against = stances.filter(([, { state }]) => state === "CHANGES_REQUESTED");
  const reasons = against.map(([login]) => `Changes have been requested by ${login}.`);
  const least = rule.required_approving_review_count;
  if (approved.length < least) {
    reasons.push(`At least ${least} approving review is required by reviewers with write access.`);
  }
  const pusher = lastPusher(pull);
  const fresh = approved.filter(([login, { commit }]) => login !== pusher && commit === pull.headOid);
  if (rule.require_last_push_approval && fresh.length === 0) {
    reasons.push("New changes require approval from someone other than the last pusher.");
  }
  const files = changedFiles(repository, pull);
  const by = (logins: readonly string[]) => approved.filter(([login]) => logins.includes(login)).length;
  for (const { file_patterns, minimum_approvals, reviewer } of rule.required_reviewers ?? []) {
    if (!files.some((file) => matchesAny(file_patterns, file))) continue;
    const team = [...world.teams.values()].find(({ id }) => id === reviewer.id);
    if (by([...(team?.members.keys() ?? [])]) >= minimum_approvals) continue;
    reasons.push(`At least ${minimum_approvals} approving review from ${team?.slug ?? "an unknown team"} is required.`);
  }
  if (rule.require_code_owner_review && files.some((file) => owing(world, repository, pull, file, by))) {
    reasons.push("Waiting on code owner review.");
  }
  return reasons;
}

/** The latest review of each person that says yes or no; a dismissed one says nothing. */
export function latestStances({ reviews, author }: Pull): ReadonlyMap<string, Review> {
  const stances = new Map<string, Review>();
  for (const review of reviews) {
    if (review.by === null || review.by === author) continue;
    if (["APPROVED", "CHANGES_REQUESTED", "DISMISSED"].includes(review.state)) stances.set(review.by, review);
  }
  return stances;
}

export function lastPusher({ head }: Pull): string | null {
  return head.repository.activity.find(({ ref }) => ref === `refs/heads/${head.ref}`)?.by ?? null;
}

/** Paths a pull request changes against its merge base. */
export function changedFiles(repository: Repository, pull: Pull): readonly string[] {
  const base = tip(repository, pull.base);
  const from = base && mergeBase(repository.git, base, pull.headOid);
  return from ? changesBetween(repository.git, from, pull.headOid).map(({ path }) => path) : [];
}

function owing(world: World, repository: Repository, pull: Pull, file: string, by: (logins: string[]) => number) {
  const base = tip(repository, pull.base);
  const text = base === null ? null : fileAt(repository.git, base, ".github/CODEOWNERS");
  const owners = text === null ? [] : codeOwners(text.toString("utf8"), file);
  const logins = owners.flatMap((owner) => {
    const team = world.teams.get(owner.replace(/^@/, ""));
    return team ? [...team.members.keys()] : [owner.replace(/^@/, "")];
  });
  return logins.length > 0 && !logins.includes(pull.author) && by(logins) === 0;
}
