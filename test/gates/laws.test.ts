import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PullRequest, Review } from "../../scripts/flag/review.ts";
import { type Evidence, type Outcome, outcomes } from "../../scripts/gates/gate.ts";
import { judge } from "../../scripts/gates/judge.ts";
import { pushedAt, review, running } from "../support/evidence.ts";
import { subjects, worlds } from "../support/worlds.ts";

const asked = (given: Evidence, change: (request: PullRequest) => Partial<PullRequest>): Evidence => {
  const request = given.pullRequest!;
  return { ...given, pullRequest: { ...request, ...change(request) } };
};
const reviews = (given: Evidence, change: (all: readonly Review[]) => readonly Review[]) =>
  asked(given, (request) => ({ reviews: change(request.reviews) }));
const later = { id: "999", at: pushedAt.plus({ hours: 2 }) };

/** Ways in which what the world says gets worse, goes missing, or gets older. */
const worse: readonly [string, (given: Evidence) => Evidence][] = [
  [
    "nobody of a person's approvals",
    (given) => reviews(given, (all) => all.filter(({ by, opinion }) => by !== "tmarsh" || opinion !== "approved")),
  ],
  [
    "no reviews but objections",
    (given) => reviews(given, (all) => all.filter(({ opinion }) => opinion === "changes-requested")),
  ],
  [
    "a veto of somebody entitled",
    (given) => reviews(given, (all) => [...all, review("jwexler", { ...later, opinion: "changes-requested" })]),
  ],
  [
    "a veto of a stranger",
    (given) => reviews(given, (all) => [...all, review("outsider", { ...later, opinion: "changes-requested" })]),
  ],
  [
    "a dismissed review",
    (given) => reviews(given, (all) => [...all, review("tmarsh", { ...later, opinion: "dismissed" })]),
  ],
  [
    "every approval dismissed",
    (given) =>
      reviews(given, (all) => all.map((one) => (one.opinion === "approved" ? { ...one, opinion: "dismissed" } : one))),
  ],
  ["every review edited", (given) => reviews(given, (all) => all.map((one) => ({ ...one, edited: true })))],
  ["a push after the reviews", (given) => asked(given, () => ({ pushedAt: pushedAt.plus({ hours: 2 }) }))],
  ["an arrival that is not known", (given) => asked(given, () => ({ pushedAt: null }))],
  ["another head", (given) => asked(given, () => ({ head: "fffffff" }))],
  ["a pusher more", (given) => asked(given, ({ pushers }) => ({ pushers: [...pushers, "rlindqvist"] }))],
  ["a draft", (given) => asked(given, () => ({ draft: true }))],
  ["a discipline nobody looked up", ({ entitled: { product: _, ...entitled }, ...given }) => ({ ...given, entitled })],
  ["memberships unknown", (given) => ({ ...given, entitled: {} })],
  ["a store that was not read", (given) => ({ ...given, stores: given.stores.slice(1) })],
  [
    "stores that cannot be read",
    (given) => ({
      ...given,
      stores: given.stores.map((one) => ({ ...one, reading: { kind: "unreadable", why: "" } })),
    }),
  ],
  [
    "more exposure than wanted",
    (given) => ({
      ...given,
      stores: given.stores.map((one) => ({
        ...one,
        reading: { kind: "running", running: running({ actors: [], percent: 100 }, { applied: null }) },
      })),
    }),
  ],
  [
    "a store that cannot hold the next",
    (given) => ({ ...given, stores: given.stores.map((one) => ({ ...one, holdsNext: { ok: false, why: "" } })) }),
  ],
  ["no measurements", (given) => ({ ...given, measurements: [] })],
  ["a beginning that is not known", (given) => ({ ...given, since: null })],
  ["a hold", (given) => ({ ...given, holds: ["why" in given.holds ? [] : given.holds, "another"].flat() })],
  ["holds that are not told", (given) => ({ ...given, holds: { why: "HTTP 503" } })],
  ["a reference more", (given) => ({ ...given, references: [...(given.references ?? []), "src/a.ts:1"] })],
  ["no search for references", (given) => ({ ...given, references: null })],
];

const rank = (outcome: Outcome) => outcomes.indexOf(outcome);

describe("GATES-LAW-1  a verdict never improves when evidence gets worse or goes missing", () => {
  it.each(worse)("%s", (_, worsen) => {
    let changed = 0;
    fc.assert(
      fc.property(subjects, worlds, (subject, given) => {
        const [before, after] = [judge(subject, given).outcome, judge(subject, worsen(given)).outcome];
        if (before !== after) changed++;
        // What was refuted by evidence that is gone is no longer known to be false: error, never pass and never wait.
        if (before === "fail" && after === "error") return;
        expect(rank(after)).toBeGreaterThanOrEqual(rank(before));
      }),
      { numRuns: 150 },
    );
    expect(changed).toBeGreaterThan(0);
  });
});

it("GATES-LAW-2  a verdict does not depend on the order of reviews, stores or measurements", () => {
  const seen = new Set<Outcome>();
  fc.assert(
    fc.property(subjects, worlds, (subject, given) => {
      const backwards = {
        ...reviews(given, (all) => all.toReversed()),
        stores: given.stores.toReversed(),
        measurements: given.measurements.toReversed(),
        entitled: Object.fromEntries(Object.entries(given.entitled).toReversed()),
      };
      const verdict = judge(subject, given);
      seen.add(verdict.outcome);
      expect(judge(subject, backwards)).toEqual(verdict);
    }),
    { numRuns: 300 },
  );
  expect([...seen].sort()).toEqual([...outcomes].sort());
});

it("GATES-LAW-3  comments change nothing", () => {
  fc.assert(
    fc.property(subjects, worlds, (subject, given) => {
      const commented = reviews(given, (all) =>
        all.flatMap((one) => [one, { ...one, ...later, opinion: "commented" }]),
      );
      expect(judge(subject, commented)).toEqual(judge(subject, given));
    }),
  );
});

it("GATES-LAW-4  what waits says what for, and every finding what decided it", () => {
  fc.assert(
    fc.property(subjects, worlds, (subject, given) => {
      for (const finding of judge(subject, given).findings) {
        expect(finding.because.length).toBeGreaterThan(5);
        expect(finding.because).not.toMatch(/undefined|null|NaN|\[object/);
        if (finding.outcome === "wait") expect(finding.waitsFor ?? finding.until, finding.reason).toBeTruthy();
        if (finding.until !== undefined) expect(+finding.until).toBeGreaterThan(+given.now);
      }
    }),
  );
});
