import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PullRequest, Review } from "../../scripts/flag/review.ts";
import { stances } from "../../scripts/gates/reviews.ts";
import { pullRequest, pushedAt, review } from "../support/evidence.ts";
import { reviewLists } from "../support/worlds.ts";

/** `@ada approval`, `@ada approval (stale: ...)`, `@ada veto`. */
const read = (request: PullRequest) =>
  stances(request).map(
    (one) =>
      `@${one.by} ${one.kind}${one.kind === "approval" && one.flaw ? ` (${one.flaw.kind}: ${one.flaw.why})` : ""}`,
  );

const said = (...opinions: Review["opinion"][]) =>
  opinions.map((opinion, nth) => review("ada", { opinion, id: `${nth + 9}`, at: pushedAt.plus({ minutes: nth + 1 }) }));

describe("REVIEWS-1  a person's latest opinion is their stance", () => {
  it.each<[readonly Review["opinion"][], readonly string[]]>([
    [[], []],
    [["approved"], ["@ada approval"]],
    [["changes-requested"], ["@ada veto"]],
    [["commented"], []],
    [["approved", "commented"], ["@ada approval"]],
    [["changes-requested", "commented"], ["@ada veto"]],
    [["approved", "changes-requested"], ["@ada veto"]],
    [["changes-requested", "approved"], ["@ada approval"]],
    [["approved", "dismissed"], []],
    [["dismissed", "approved"], ["@ada approval"]],
    [["changes-requested", "dismissed"], ["@ada veto"]],
    [["changes-requested", "approved", "dismissed"], []],
    [["dismissed"], []],
  ])("%s: %s", (opinions, expected) => {
    const reviews = said(...opinions);
    expect(read(pullRequest({ reviews }))).toEqual(expected);
    expect(read(pullRequest({ reviews: reviews.toReversed() }))).toEqual(expected);
  });
});

describe("REVIEWS-2  an approval counts for this head, given after it arrived, by somebody independent", () => {
  it.each<[string, Partial<Review>, Partial<PullRequest>, string]>([
    ["counts", {}, {}, "@ada approval"],
    [
      "an earlier commit",
      { commit: "def4567890" },
      {},
      "@ada approval (stale: an earlier commit (def4567, the head is abc1234))",
    ],
    ["no commit", { commit: null }, {}, "@ada approval (stale: for a commit that is not known)"],
    [
      "re-pointed by a force-push",
      { at: pushedAt.minus({ hours: 1 }) },
      {},
      "@ada approval (stale: before abc1234 arrived)",
    ],
    ["at the very instant", { at: pushedAt }, {}, "@ada approval (stale: before abc1234 arrived)"],
    [
      "arrival unknown",
      {},
      { pushedAt: null },
      "@ada approval (stale: abc1234, and when that commit arrived is not known)",
    ],
    [
      "given before something else happened",
      {},
      {
        approvalsAfter: [
          { at: pushedAt, what: "it was pointed at main" },
          { at: review("ada").at, what: "canary began" },
        ],
      },
      "@ada approval (stale: before canary began)",
    ],
    ["given after it", {}, { approvalsAfter: [{ at: pushedAt, what: "canary began" }] }, "@ada approval"],
    ["the author", {}, { author: "Ada" }, "@ada approval (excluded: opened the pull request)"],
    ["who asked for it", {}, { requestedBy: "@ada" }, "@ada approval (excluded: asked for the promotion)"],
    ["a pusher", {}, { pushers: ["x", "ADA"] }, "@ada approval (excluded: pushed to the branch)"],
    ["a bot", { bot: true }, {}, "@ada approval (excluded: is a bot)"],
    ["edited", { edited: true }, {}, "@ada approval (excluded: edited the review afterwards)"],
  ])("%s", (_, parts, request, expected) => {
    expect(read(pullRequest({ reviews: [review("ada", parts)], ...request }))).toEqual([expected]);
  });
});

it("REVIEWS-3  logins are one person whatever their case", () => {
  const reviews = [review("Ada", { id: "1" }), review("ADA", { id: "2", opinion: "changes-requested" })];
  expect(read(pullRequest({ reviews }))).toEqual(["@ada veto"]);
});

it("REVIEWS-4  of two reviews of one instant the later id decides, counted as numbers", () => {
  const reviews = [review("ada", { id: "9" }), review("ada", { id: "10", opinion: "changes-requested" })];
  expect(read(pullRequest({ reviews }))).toEqual(["@ada veto"]);
});

it("REVIEWS-5  neither the order of reviews nor comments change a stance", () => {
  fc.assert(
    fc.property(reviewLists, fc.nat(), (reviews, seed) => {
      const shuffled = reviews
        .toSorted((a, b) => ((Number(a.id) * 31 + seed) % 97) - ((Number(b.id) * 31 + seed) % 97))
        .toReversed();
      const silent = reviews.filter(({ opinion }) => opinion !== "commented");
      const expected = read(pullRequest({ reviews }));
      expect(read(pullRequest({ reviews: shuffled }))).toEqual(expected);
      expect(read(pullRequest({ reviews: silent }))).toEqual(expected);
    }),
  );
});
