import { afterEach, beforeEach, expect, it } from "vitest";
import { at, type Desk, desk, flag, minute, outcome } from "../desk.ts";
import type { PullRequestRule, Ruleset } from "./rules/ruleset.ts";

let world: Desk;
beforeEach(async () => {
  world = await desk();
});
afterEach(async () => {
  expect(world.github.violations).toEqual([]);
  await world.github.close();
});

const reviews = async () => (await world.app.rest.pulls.listReviews({ ...at, pull_number: world.number })).data;
const activity = async () =>
  (await world.app.request("GET /repos/{owner}/{repo}/activity", { ...at, ref: "promote/a" })).data;

it("BENCH-4  a rebase that leaves the diff moves the approval to a head nobody saw", async () => {
  const { hands, number } = world;
  hands.review(number, { by: "tmarsh", state: "APPROVED", at: minute(60) });
  const base = hands.push("main", { "README.md": "criteria loosened\n" }, { by: "jwexler", at: minute(61) });
  const rebased = hands.push("scratch", { [flag]: "standing: canary\n" }, { by: "rlindqvist", from: base });
  hands.point("promote/a", rebased, { by: "rlindqvist", at: minute(120) });

  const [review] = await reviews();
  const [push] = await activity();
  expect(review).toMatchObject({ state: "APPROVED", commit_id: rebased, submitted_at: "2025-03-10T09:00:00Z" });
  expect(push).toMatchObject({
    activity_type: "force_push",
    timestamp: "2025-03-10T10:00:00Z",
    actor: { login: "rlindqvist" },
  });
});

it("BENCH-4  a push that changes the diff leaves the approval where it was, or dismisses it where rules say so", async () => {
  const { hands, number, head } = world;
  hands.review(number, { by: "tmarsh", state: "APPROVED" });
  hands.push("promote/a", { [flag]: "standing: half\n" }, { by: "rlindqvist" });
  expect(await reviews()).toMatchObject([{ state: "APPROVED", commit_id: head }]);

  hands.protect(reviewed({ dismiss_stale_reviews_on_push: true }));
  hands.push("promote/a", { [flag]: "standing: full\n" }, { by: "rlindqvist" });
  expect(await reviews()).toMatchObject([{ state: "DISMISSED" }]);
});

it("BENCH-4  nobody approves what is their own, nor does a job", async () => {
  const own = world.client(world.github.tokens.user("rlindqvist"));
  const approve = (client = own) =>
    outcome(client.rest.pulls.createReview({ ...at, pull_number: world.number, event: "APPROVE" }));
  expect(await approve()).toBe("422 Unprocessable Entity");
  expect(await approve(world.job)).toBe("422 Unprocessable Entity");
  expect(await approve(world.client(world.github.tokens.user("anybody")))).toBe("200");
  expect(await reviews()).toMatchObject([{ user: { login: "anybody" } }]);
});

const parameters = {
  dismiss_stale_reviews_on_push: false,
  require_code_owner_review: false,
  require_last_push_approval: false,
  required_approving_review_count: 0,
  required_review_thread_resolution: false,
} as const;

const reviewed = (more: Partial<PullRequestRule>): Ruleset => ({
  ...{ name: "reviews", target: "branch", enforcement: "active" },
  conditions: { ref_name: { include: ["~DEFAULT_BRANCH"], exclude: [] } },
  rules: [{ type: "pull_request", parameters: { ...parameters, ...more } }],
});

it("BENCH-5  rules on reviews keep a merge back until they are met", async () => {
  const { hands, number, head } = world;
  hands.state.rulesets.length = 0;
  const { id } = world.github.world.teams.get("example-org/engineers")!;
  const reviewer = { id, type: "Team" } as const;
  const rule = {
    ...{
      ...parameters,
      required_approving_review_count: 1,
      require_last_push_approval: true,
      require_code_owner_review: true,
    },
    allowed_merge_methods: ["squash"],
    required_reviewers: [{ file_patterns: ["flags/**"], minimum_approvals: 1, reviewer }],
  };
  hands.protect(reviewed(rule));
  hands.push("main", { ".github/CODEOWNERS": "* @nobody-here\n/flags/ @example-org/engineers\n" }, { by: "jwexler" });
  hands.role("pvandermeer", "write");
  hands.role("tmarsh", "write");
  const merge = (merge_method: "merge" | "squash" = "squash") =>
    outcome(world.app.rest.pulls.merge({ ...at, pull_number: number, sha: head, merge_method }));

  expect(await merge()).toBe("405 Waiting on code owner review.");
  hands.review(number, { by: "reader", state: "APPROVED" });
  hands.review(number, { by: "pvandermeer", state: "APPROVED" });
  expect(await merge()).toBe("405 Waiting on code owner review.");
  const objection = hands.review(number, { by: "tmarsh", state: "CHANGES_REQUESTED" });
  expect(await merge()).toContain("405");
  hands.review(number, { by: "tmarsh", state: "APPROVED" });
  expect(await merge("merge")).toBe("405 Merge commits are not allowed on this repository.");
  expect(await merge()).toBe("200");
  expect(objection).toBeGreaterThan(2 ** 31);
});

it("BENCH-4  the token of a job opens no pull request unless the repository lets it", async () => {
  const { hands, job } = world;
  hands.push("other", { "README.md": "2\n" }, { by: "rlindqvist" });
  const open = () => outcome(job.rest.pulls.create({ ...at, head: "other", base: "main", title: "Other" }));
  expect(await open()).toBe("403 GitHub Actions is not permitted to create or approve pull requests.");
  hands.state.settings = { ...hands.state.settings, actionsMayApprove: true };
  expect(await open()).toBe("201");
});

it("BENCH-4  titles above 256 characters and texts above 65,536 are refused", async () => {
  const { app, hands, number } = world;
  hands.push("other", { "README.md": "2\n" }, { by: "rlindqvist" });
  const pull = { ...at, head: "other", base: "main" };
  const ways: readonly ((title: string, body: string) => Promise<{ readonly status: number }>)[] = [
    (title, body) => app.rest.issues.create({ ...at, title, body }),
    (title, body) => app.rest.pulls.create({ ...pull, title, body }),
    (title, body) => app.rest.pulls.update({ ...at, pull_number: number, title, body }),
  ];
  for (const way of ways) {
    expect(await outcome(way("t".repeat(257), ""))).toContain("422");
    expect(await outcome(way("t", "b".repeat(65_537)))).toContain("422");
    expect(await outcome(way("t".repeat(256), "b".repeat(65_536)))).toMatch(/^20[01]$/);
  }
});
