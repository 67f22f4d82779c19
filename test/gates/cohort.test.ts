import { describe, expect, it } from "vitest";
import { exposure } from "../../scripts/flag/exposure.ts";
import { cohort } from "../../scripts/gates/cohort.ts";
import type { StoreEvidence } from "../../scripts/gates/gate.ts";
import { at, base, evidence, running, says, store, subject, wanted } from "../support/evidence.ts";
import { plan } from "../support/plans.ts";

const where = "form1095b_download in memory m";
const now = at(base, "canary");

describe("COHORT-1  whoever sees the flag now still sees it after a promotion", () => {
  it.each<[string, readonly StoreEvidence[], readonly string[]]>([
    ["kept", [store()], ["pass cohort.kept  nobody loses the flag from canary to half"]],
    [
      "a smaller percent",
      [store({ next: wanted("half", exposure(now.actors, 5)) })],
      [
        `fail cohort.loses-people  ${where} goes from 3 named actors and 10 % of users to 3 named actors and 5 % of users, and some who see it would not`,
      ],
    ],
    [
      "an actor no longer named",
      [store({ next: wanted("half", exposure([], 50)) })],
      [
        `fail cohort.loses-people  ${where} goes from 3 named actors and 10 % of users to 50 % of users, and some who see it would not`,
      ],
    ],
    [
      "gone",
      [store({ next: wanted("half", null) })],
      [
        `fail cohort.loses-people  ${where} goes from 3 named actors and 10 % of users to nobody, and some who see it would not`,
      ],
    ],
    [
      "not held",
      [store({ holdsNext: { ok: false, why: "holds whole percents only; 0.5 would be 1" } })],
      [`fail cohort.not-held  ${where}: holds whole percents only; 0.5 would be 1`],
    ],
    [
      "another hash",
      [store({ cohort: "h2" })],
      [`fail cohort.other-hash  ${where} began with h1, and the store now selects by h2`],
    ],
    [
      "no record",
      [store({ reading: { kind: "running", running: running(now, { applied: null }) } })],
      [`error cohort.hash-unknown  which hash selected the people of ${where} is not recorded`],
    ],
    [
      "unreadable",
      [store({ reading: { kind: "unreadable", why: "503" } })],
      [`error cohort.hash-unknown  which hash selected the people of ${where} is not recorded`],
    ],
    ["nobody read", [], ["error cohort.not-read  nobody read form1095b_download in production"]],
  ])("%s", (_, stores, expected) => {
    expect(says(cohort, subject(), evidence({ stores }))).toEqual(expected);
  });
});

it("COHORT-2  the hash matters only while a part of the users is selected", () => {
  const step = (from: string, to: string) =>
    cohort.judge(
      subject(plan({ standing: from }), plan({ standing: to })),
      evidence({
        stores: [store({ cohort: "h2", reading: { kind: "running", running: running(at(base, from)) } }, from, to)].map(
          (one) => ({ ...one, wanted: wanted(from, at(base, from)) }),
        ),
      }),
    )[0]?.outcome;
  expect([step("uat", "canary"), step("canary", "half"), step("half", "full"), step("full", "week-check")]).toEqual([
    "pass",
    "fail",
    "fail",
    "pass",
  ]);
});

describe("COHORT-3  stores of one environment select the same people", () => {
  const other = (parts: Partial<StoreEvidence>, from = "canary", to = "half") =>
    store(
      { store: "flagd f", cohort: "h2", reading: { kind: "running", running: running(at(base, from)) }, ...parts },
      from,
      to,
    );

  it("two hashes are a no where both hold a percentage", () => {
    const uat = store({}, "uat", "canary");
    const found = cohort.judge(
      subject(plan({ standing: "uat" }), plan({ standing: "canary" })),
      evidence({ stores: [uat, other({}, "uat", "canary")] }),
    );
    expect(found.map(({ because }) => because)).toEqual([
      "form1095b_download is split by h1 and by h2 in production: they select different people, and the plan does not accept both by name",
    ]);
    expect(found[0]).toMatchObject({ outcome: "fail", reason: "cohort.two-hashes" });
  });

  it.each([
    [["h1", "h2"], "pass"],
    [["h1"], "fail"],
    [["h1", "h3"], "fail"],
  ])("unless the plan on base accepts both by name: %j", (cohorts, outcome) => {
    const stores = [store({}, "uat", "canary"), other({}, "uat", "canary")];
    const accepting = subject(plan({ standing: "uat", cohorts }), plan({ standing: "canary", cohorts }));
    expect(cohort.judge(accepting, evidence({ stores }))[0]?.outcome).toBe(outcome);
  });

  it("and none of anybody's business in two environments, or at 100 percent", () => {
    const move = subject(plan({ standing: "uat" }), plan({ standing: "canary" }));
    const staging = other({ environment: "staging" }, "uat", "canary");
    expect(cohort.judge(move, evidence({ stores: [store({}, "uat", "canary"), staging] }))[0]?.outcome).toBe("pass");
    const full = subject(plan({ standing: "full" }), plan({ standing: "week-check" }));
    const all = [store({}, "full", "week-check"), other({}, "full", "week-check")];
    expect(cohort.judge(full, evidence({ stores: all }))[0]?.outcome).toBe("pass");
  });
});

it("COHORT-4  retiring takes the flag from everybody on purpose", () => {
  expect(cohort.judge(subject(plan({ standing: "month-check" }), plan({ standing: "retired" })), evidence())).toEqual(
    [],
  );
});
