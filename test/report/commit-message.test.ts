import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeMessage, parseTrailers, proposalText, revertMessage } from "../../scripts/report/commit-message.ts";
import { reminderText } from "../../scripts/report/reminder.ts";
import { recordOf } from "../../scripts/report/trailers.ts";
import { local } from "../support/plans.ts";
import { at, now, pullRequest } from "./build.ts";
import { cases } from "./cases.ts";
import { golden } from "./golden.ts";
import { evil } from "./hard-cases.ts";
import { strange } from "./strange.ts";
import { strangers } from "./strangers.ts";

const { judged } = cases.go!;
const because = { because: "download-errors: 2.4 % > 1 % (14 of 583)", evidence: "https://grafana.example.gov/d/1" };

const measured = {
  metric: "download-errors",
  window: { from: local("2025-03-12T09:01"), to: local("2025-03-13T09:01") },
  askedAt: now,
  parts: {
    bad: { provider: "prometheus", query: "q", answer: { kind: "number", value: 14 } },
    total: { provider: "prometheus", query: "q", answer: { kind: "error", reason: "timeout", why: evil } },
    samples: { provider: "prometheus", query: "q", answer: { kind: "no-data", why: evil } },
  },
} as const;

const verdictOf = (name: string) => cases[name]!.judged[0]!.verdict;
const whole = ({ title, message }: { title: string; message: string }) => `${title}\n\n${message}\n`;
const written = ({ title, body }: { title: string; body: string }) => `${title}\n\n${body}\n`;

describe("COMMIT-1  commits and pull requests are what test/golden/report/*.txt and *.md say", () => {
  it.each([
    ["merge.txt", whole(mergeMessage(judged, pullRequest))],
    [
      "merge-two.txt",
      whole(mergeMessage([...cases["two-plans"]!.judged, ...cases["nothing-moves"]!.judged], pullRequest)),
    ],
    ["merge-hostile.txt", whole(mergeMessage(cases.hostile!.judged, pullRequest))],
    ["revert.txt", `${revertMessage(at("half"), "planned", because)}\n`],
    ["proposal.md", written(proposalText(at("canary"), "half", [measured]))],
    ["proposal-first.md", written(proposalText(at("uat"), "canary", []))],
    ["reminder.md", written(reminderText(at("canary"), verdictOf("not-yet-everything"), now)!)],
    ["reminder-hostile.md", written(reminderText(at("canary"), verdictOf("hostile"), now)!)],
  ])("%s", async (name, text) => {
    await expect(text).toMatchFileSnapshot(golden(`words-${name}`));
  });
});

it("COMMIT-2  a merge records who approved, with the review that counted", () => {
  const { message } = mergeMessage(judged, pullRequest);
  expect(parseTrailers(message)).toEqual([
    {
      ...{ plan: "form1095b", move: "promote", from: "canary", to: "half", because: null, digest: "sha256:5f1c" },
      approvals: [
        { discipline: "product", by: "rlindqvist", review: "2200" },
        { discipline: "engineering", by: "tmarsh", review: "2201" },
      ],
      measurements: [{ metric: "download-errors", said: "0.71 % <= 1 % (14 of 1963); 33 of 1963 would revert" }],
    },
  ]);
});

it("COMMIT-3  a review that did not count is not recorded", () => {
  const [plan] = judged;
  const reviews = pullRequest.reviews.map((review) => ({ ...review, commit: "another" }));
  const stale = { ...plan!, evidence: { ...plan!.evidence, pullRequest: { ...pullRequest, reviews } } };
  expect(recordOf(stale).approvals).toEqual([]);
});

/** Words that GitHub obeys in a commit: mentions, references that close issues, and what skips workflows. */
const obeyed = /@[a-z0-9]|(?:^|\W)(?:#|GH-)\d|:\/\/[^\s\\]*\/issues\/\d|\[(?:skip|ci|no|actions)/i;

it("COMMIT-4  nothing a stranger wrote forges a trailer, calls anybody, closes an issue or skips a workflow", () => {
  fc.assert(
    fc.property(strange, strangers, (report, text) => {
      fc.pre(report.judged.length > 0);
      const { title, message } = mergeMessage(report.judged, pullRequest);
      const moved = report.judged.filter(({ verdict }) => verdict.move.kind !== "stay");
      expect(title).not.toContain("\n");
      expect(title.replace(/ \(#12\)$/, "")).not.toMatch(obeyed);
      expect(message).not.toMatch(obeyed);
      expect(parseTrailers(`${title}\n\n${message}`)).toEqual(moved.map(recordOf));

      const revert = revertMessage(at("half", { title: text }), text, { because: text, evidence: text });
      expect(revert).not.toMatch(obeyed);
      expect(parseTrailers(revert)).toMatchObject([
        { plan: "form1095b", move: "revert", from: "half", to: text, because: text },
      ]);
    }),
  );
});

it("COMMIT-5  nobody is reminded of what ends by itself, or of a pull request that is not open yet", () => {
  expect(reminderText(at("canary"), verdictOf("not-yet-window"), now)).toBeNull();
  expect(reminderText(at("canary"), verdictOf("not-yet-approvals"), now)).toBeNull();
  expect(reminderText(at("canary"), verdictOf("go"), now)).toBeNull();
  const { waiting } = reminderText(at("canary"), verdictOf("not-yet-everything"), now)!;
  expect(waiting).toEqual([
    "results: 2 of 4 results of canary missing: downstream, changes",
    "criteria download-errors: 112 of 200 events; 0.9 % <= 1 % (1 of 112) so far",
  ]);
});
