import { Duration } from "luxon";
import { describe, expect, it } from "vitest";
import { nobody } from "../../../scripts/flag/exposure.ts";
import type { Evidence, Subject } from "../../../scripts/gates/gate.ts";
import { gates } from "../../../scripts/gates/gates.ts";
import { judge } from "../../../scripts/gates/judge.ts";
import availability from "../../golden/metric-cases/kargo-availability.json" with { type: "json" };
import soaks from "../../golden/metric-cases/kargo-soak.json" with { type: "json" };
import { base, evidence, head, now, pullRequest, running, store, subject } from "../../support/evidence.ts";
import { plan, withStage } from "../../support/plans.ts";

/** The plan's canary with another soak; everything else says go. */
const soaking = (soak: string): Subject =>
  subject(
    ...([base, head].map((one) => withStage(one, "canary", { soak: Duration.fromISO(soak) })) as [
      typeof base,
      typeof head,
    ]),
  );
const stood = (hours: number) => evidence({ since: now.minus({ hours, minutes: 1 }) });
const notVerified = (hours: number) =>
  evidence({
    since: now.minus({ hours, minutes: 1 }),
    stores: [store({ reading: { kind: "running", running: running(nobody) } })],
  });
/** These cases ask about soaks, moves and approvals; what the numbers say is asked elsewhere. */
const asked = gates.filter(({ name }) => name !== "criteria");
const outcome = (about: Subject, said: Evidence) => judge(about, said, asked).outcome;

describe(`CRIT-73  kargo-soak: ${soaks.adopt}`, () => {
  const judged: Readonly<Record<string, readonly [Subject, Evidence, string]>> = {
    "soak-01": [soaking("PT1H"), evidence({ since: null }), "error"],
    // What it soaked in an earlier stay counts for nothing: this stay began just now.
    "soak-02": [soaking("PT1H"), stood(0), "wait"],
    "soak-03": [soaking("PT1H"), notVerified(1), "error"],
    "soak-04": [soaking("PT2H"), stood(2), "pass"],
    "soak-05": [soaking("PT2H"), stood(1), "wait"],
  };
  it("has all 5 cases", () => expect(Object.keys(judged)).toEqual(soaks.cases.map(({ id }) => id)));
  it.each(soaks.cases)("$id  $given", ({ id }) => {
    const [about, said, wanted] = judged[id]!;
    expect(outcome(about, said)).toBe(wanted);
  });
});

describe(`CRIT-74  kargo-availability: ${availability.adopt}`, () => {
  const nowhere = subject(base, { ...base, standing: "nowhere" });
  const skipping = subject(base, { ...head, standing: "full" });
  const two = (second: Parameters<typeof store>[0]) =>
    evidence({ stores: [store(), store({ store: "memory n", ...second })] });
  const judged: Readonly<Record<string, readonly [Subject, Evidence, string]>> = {
    "avail-01": [nowhere, evidence(), "fail"],
    "avail-02": [soaking("P1D"), evidence({ pullRequest: null }), "wait"],
    "avail-03": [soaking("P1D"), evidence({ pullRequest: pullRequest({ head: "of-another" }) }), "wait"],
    "avail-04": [skipping, evidence(), "fail"],
    // Contradicted: an approval never stands in for a soak.
    "avail-05": [soaking("P7D"), evidence(), "wait"],
    "avail-06": [
      subject(plan({ standing: "planned" }), plan({ standing: "uat" })),
      evidence({ measurements: [], stores: [store({}, "planned", "uat")] }),
      "pass",
    ],
    "avail-07": [soaking("PT0S"), stood(1), "pass"],
    "avail-08": [soaking("PT1H"), stood(0), "wait"],
    "avail-09": [soaking("PT2H"), stood(1), "wait"],
    "avail-10": [soaking("PT1H"), stood(1), "pass"],
    "avail-11": [soaking("PT1H"), two({ reading: { kind: "running", running: running(nobody) } }), "error"],
    "avail-12": [soaking("PT1H"), two({}), "pass"],
    "avail-13": [nowhere, evidence(), "fail"],
  };
  it("has all 13 cases", () => expect(Object.keys(judged)).toEqual(availability.cases.map(({ id }) => id)));
  it.each(availability.cases)("$id  $given", ({ id }) => {
    const [about, said, wanted] = judged[id]!;
    expect(outcome(about, said)).toBe(wanted);
  });
});
