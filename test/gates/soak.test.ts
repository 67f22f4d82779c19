import { Duration } from "luxon";
import { expect, it } from "vitest";
import { soak } from "../../scripts/gates/soak.ts";
import { base, evidence, head, says, since, subject } from "../support/evidence.ts";
import { local, plan, settings, withStage } from "../support/plans.ts";

const stood = "stood in canary since 2025-03-12 10:00 EDT; soak of 1 day";

it.each`
  after               | expected
  ${"PT0S"}           | ${`wait soak.not-elapsed  ${stood} ends 2025-03-13 10:01 EDT, in 1 day 1 hour`}
  ${"PT21H1M"}        | ${`wait soak.not-elapsed  ${stood} ends 2025-03-13 10:01 EDT, in 3 hours`}
  ${"PT24H0M59.999S"} | ${`wait soak.not-elapsed  ${stood} ends 2025-03-13 10:01 EDT, in 1 minute`}
  ${"PT24H1M"}        | ${`pass soak.elapsed  ${stood} ended 2025-03-13 10:01 EDT`}
  ${"PT240H"}         | ${`pass soak.elapsed  ${stood} ended 2025-03-13 10:01 EDT`}
`("SOAK-1  $after after the stage began, propagation included: $expected", ({ after, expected }) => {
  expect(says(soak, subject(), evidence({ now: since.plus(Duration.fromISO(after)) }))).toEqual([expected]);
});

it("SOAK-2  a wait says until when, to the millisecond, and for what", () => {
  const [finding] = soak.judge(subject(), evidence({ now: since }));
  expect(finding?.until?.toMillis()).toBe(local("2025-03-13T10:01").toMillis());
  expect(finding?.waitsFor).toBe("the soak of canary");
});

it.each`
  what                   | since                 | ends
  ${"clocks go forward"} | ${"2025-03-08T12:00"} | ${"2025-03-09 13:01 EDT"}
  ${"clocks go back"}    | ${"2025-11-01T12:00"} | ${"2025-11-02 11:01 EST"}
`("SOAK-3  a day is 24 hours where $what", ({ since: began, ends }) => {
  const at = local(began);
  const [finding] = soak.judge(subject(), evidence({ since: at, now: at.plus({ hours: 23, minutes: 59 }) }));
  expect(finding).toMatchObject({ outcome: "wait", because: expect.stringContaining(`ends ${ends}`) });
});

it("SOAK-4  a beginning that nobody knows is no soak", () => {
  expect(says(soak, subject(), evidence({ since: null }))).toEqual([
    "error soak.since-unknown  when canary began is not known",
  ]);
});

it("SOAK-5  the soak is main's, not the pull request's", () => {
  const shorter = withStage(head, "canary", { soak: Duration.fromISO("PT1S") });
  const move = { kind: "promote", plan: "form1095b", from: "canary", to: "half" } as const;
  expect(soak.judge(subject(base, shorter, move), evidence({ now: since }))[0]?.outcome).toBe("wait");
});

it("SOAK-6  a stage of an environment that the settings do not have cannot be told", () => {
  const bare = { ...subject(), settings: { ...settings, environments: [] } };
  expect(says(soak, bare, evidence())).toEqual([
    'error soak.no-environment  the settings have no environment "production"',
  ]);
});

it("SOAK-7  leaving planned has no soak; retiring has the last stage's", () => {
  expect(says(soak, subject(plan(), plan({ standing: "uat" })), evidence())).toEqual([]);
  const last = plan({ standing: "month-check" });
  expect(says(soak, subject(last, plan({ standing: "retired" })), evidence({ now: since }))[0]).toMatch(
    /^wait soak.not-elapsed/,
  );
});
