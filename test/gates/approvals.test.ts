import { describe, expect, it } from "vitest";
import type { PullRequest } from "../../scripts/flag/review.ts";
import { approvals } from "../../scripts/gates/approvals.ts";
import type { Evidence } from "../../scripts/gates/gate.ts";
import { base, evidence, head, pullRequest, pushedAt, review, says, subject } from "../support/evidence.ts";
import { plan, settings } from "../support/plans.ts";

const product = "pass approvals.given  product: @rlindqvist approved abc1234";
const engineering = "pass approvals.given  engineering: @tmarsh approved abc1234";
const veto = { opinion: "changes-requested" } as const;

const rows: [string, Partial<PullRequest>, readonly string[]][] = [
  ["both approved", {}, [product, engineering]],
  [
    "nobody",
    { reviews: [] },
    [
      "wait approvals.missing  product: nobody has approved abc1234",
      "wait approvals.missing  engineering: nobody has approved abc1234",
    ],
  ],
  [
    "one of two",
    { reviews: [review("jwexler")] },
    [
      "wait approvals.missing  product: nobody has approved abc1234",
      "pass approvals.given  engineering: @jwexler approved abc1234",
    ],
  ],
  [
    "stale",
    { reviews: [review("rlindqvist", { commit: "def4567890" }), review("tmarsh")] },
    [
      "wait approvals.stale  product: @rlindqvist approved an earlier commit (def4567, the head is abc1234)",
      engineering,
    ],
  ],
  [
    "re-pointed",
    { reviews: [review("rlindqvist", { at: pushedAt.minus({ hours: 1 }) }), review("tmarsh")] },
    ["wait approvals.stale  product: @rlindqvist approved before abc1234 arrived", engineering],
  ],
  [
    "the author of one discipline",
    { author: "tmarsh" },
    [product, "wait approvals.not-counted  engineering: @tmarsh approved, but opened the pull request"],
  ],
  [
    "all of a discipline involved",
    { author: "rlindqvist" },
    ["wait approvals.nobody-left  product: @rlindqvist opened the pull request", engineering],
  ],
  [
    "somebody of no discipline",
    { reviews: [review("outsider"), review("tmarsh")] },
    ["wait approvals.missing  product: nobody has approved abc1234", engineering],
  ],
  [
    "a veto",
    { reviews: [review("rlindqvist"), review("tmarsh"), review("jwexler", { id: "2", ...veto })] },
    ["fail approvals.changes-requested  @jwexler (engineering) requests changes", product, engineering],
  ],
  [
    "a veto of a discipline that is not needed",
    { reviews: [review("rlindqvist"), review("tmarsh"), review("pvandermeer", veto)] },
    ["fail approvals.changes-requested  @pvandermeer (octo) requests changes", product, engineering],
  ],
  [
    "a stale veto",
    { reviews: [review("rlindqvist"), review("tmarsh"), review("jwexler", { ...veto, commit: null })] },
    ["fail approvals.changes-requested  @jwexler (engineering) requests changes", product, engineering],
  ],
  [
    "a veto of an outsider",
    { reviews: [review("rlindqvist"), review("tmarsh"), review("outsider", veto)] },
    [product, engineering],
  ],
  [
    "a veto of the pusher",
    { pushers: ["jwexler"], reviews: [review("rlindqvist"), review("tmarsh"), review("jwexler", veto)] },
    ["fail approvals.changes-requested  @jwexler (engineering) requests changes", product, engineering],
  ],
  ["a draft", { draft: true }, ["wait approvals.draft  #7 is a draft", product, engineering]],
];

describe("APPROVALS-1  every discipline speaks, for this commit, by somebody who may", () => {
  it.each(rows)("%s", (_, request, expected) => {
    expect(says(approvals, subject(), evidence({ pullRequest: pullRequest(request) }))).toEqual(expected);
  });
});

it("APPROVALS-2  says whom it waits for, leaving out who may not", () => {
  const given = evidence({ pullRequest: pullRequest({ reviews: [], pushers: ["tmarsh"] }) });
  expect(approvals.judge(subject(), given).map(({ about, waitsFor }) => `${about}: ${waitsFor}`)).toEqual([
    "product: @rlindqvist",
    "engineering: @jwexler",
  ]);
});

it("APPROVALS-3  without a pull request it waits for one", () => {
  expect(says(approvals, subject(), evidence({ pullRequest: null }))).toEqual([
    "wait approvals.no-pull-request  no pull request is open yet",
  ]);
});

describe("APPROVALS-4  who may speak must be known", () => {
  const unknown = { kind: "unknown", why: "HTTP 404" } as const;
  const { product: _, ...unasked } = evidence().entitled;
  it.each<[string, Evidence["entitled"], string]>([
    [
      "unknown",
      { ...evidence().entitled, product: unknown },
      "error approvals.members-unknown  who may speak for product is not known: HTTP 404",
    ],
    [
      "not asked",
      unasked,
      "error approvals.members-unknown  who may speak for product is not known: nobody looked it up",
    ],
    [
      "empty",
      { ...evidence().entitled, product: { kind: "members", logins: [] } },
      "wait approvals.nobody-left  product: the settings name nobody who may speak for it",
    ],
  ])("%s", (_, entitled, expected) => {
    expect(says(approvals, subject(), evidence({ entitled }))).toEqual([expected, engineering]);
  });

  it("also of a discipline the move does not need: nobody asked whether the objection counts", () => {
    const { octo: __, ...needed } = evidence().entitled;
    const reviews = [review("rlindqvist"), review("tmarsh"), review("pvandermeer", veto)];
    const given = evidence({ entitled: needed, pullRequest: pullRequest({ reviews }) });
    expect(says(approvals, subject(), given)[0]).toBe(
      "error approvals.objection-unknown  @pvandermeer requests changes, and whether they speak for octo is not known",
    );
    const silent = evidence({ entitled: needed });
    expect(says(approvals, subject(), silent)).toEqual([product, engineering]);
  });

  it("for an objection too", () => {
    const reviews = [review("rlindqvist"), review("tmarsh"), review("stranger", veto)];
    const given = evidence({
      entitled: { ...evidence().entitled, octo: unknown },
      pullRequest: pullRequest({ reviews }),
    });
    expect(says(approvals, subject(), given)).toEqual([
      "error approvals.objection-unknown  @stranger requests changes, and whether they speak for octo is not known",
      product,
      engineering,
    ]);
  });
});

describe("APPROVALS-5  one person speaks for one discipline, where the policy says so", () => {
  const both = { kind: "members", logins: ["@Tmarsh", "jwexler"] } as const;
  const given = (...by: string[]) =>
    evidence({
      entitled: { product: both, engineering: { kind: "members", logins: ["tmarsh"] } },
      pullRequest: pullRequest({ reviews: by.map((name) => review(name)) }),
    });

  it("one approval is one discipline's", () => {
    expect(says(approvals, subject(), given("tmarsh"))).toEqual([
      "pass approvals.given  product: @tmarsh approved abc1234",
      "wait approvals.one-person  engineering: @tmarsh already speaks for another discipline",
    ]);
  });
  it("two people cover two, whoever came first", () => {
    const expected = ["pass approvals.given  product: @jwexler approved abc1234", engineering];
    expect(says(approvals, subject(), given("tmarsh", "jwexler"))).toEqual(expected);
    expect(says(approvals, subject(), given("jwexler", "tmarsh"))).toEqual(expected);
  });
  it("or may speak for several, where it does not", () => {
    const lax = { ...subject(), settings: { ...settings, policy: { ...settings.policy, distinctApprovers: false } } };
    expect(approvals.judge(lax, given("tmarsh")).map(({ outcome }) => outcome)).toEqual(["pass", "pass"]);
  });
});

describe("APPROVALS-6  whose approvals: the plan's on main and the policy's, each once", () => {
  const about = (...args: Parameters<typeof subject>) =>
    approvals.judge(subject(...args), evidence()).map((one) => one.about ?? one.reason);
  const nobody = { ...settings, policy: { ...settings.policy, disciplines: [] } };

  it.each([
    [
      "promote",
      base,
      { ...head, approvals: ["octo"] },
      { kind: "promote", plan: "", from: "canary", to: "half" },
      ["product", "engineering"],
    ],
    ["edit", base, { ...base, approvals: [] }, undefined, ["product", "engineering"]],
    ["enrol", null, plan({ approvals: ["octo"] }), undefined, ["octo", "engineering"]],
    ["retire", plan({ standing: "month-check" }), plan({ standing: "retired" }), undefined, ["product", "engineering"]],
    ["stay", base, { ...base, title: "x" }, undefined, []],
    ["remove", plan({ standing: "retired" }), null, undefined, []],
  ] as const)("%s", (_, from, to, move, expected) => {
    expect(about(from, to, move)).toEqual(expected);
  });
  it("none where neither asks", () => {
    const of = { ...subject({ ...base, approvals: [] }, { ...head, approvals: [] }), settings: nobody };
    expect(says(approvals, of, evidence({ pullRequest: null }))).toEqual([
      "pass approvals.none-needed  neither the plan nor the policy asks for an approval",
    ]);
  });
});
