import { describe, expect, it } from "vitest";
import { judgeCriterion } from "../../../scripts/gates/criteria/judge-criterion.ts";
import fixture from "../../golden/metric-cases/argo-metric-status.json" with { type: "json" };
import { ours } from "./argo.ts";
import { measured, stay, type Told, valued } from "./given.ts";

type Case = (typeof fixture.cases)[number];
type Counters = Readonly<Partial<Record<string, number>>>;

const [good, bad] = [0.3, 0.9];

/**
 * Argo's counters, said as windows of a value: as many bad ones as it counted failures, one more than its limit of them
 * to fail; and as many samples as it counted successes in a row. Whether the run is being stopped has no word here: it
 * is no evidence.
 */
function said(one: Case) {
  const [counts, spec] = [one.counts as Counters, one.spec as Counters];
  const { failed = 0, inconclusive = 0, consecutiveSuccess = 0, successful = 0 } = counts;
  const limit = spec.failureLimit ?? 0;
  const consecutive = limit < 0 ? Number.POSITIVE_INFINITY : limit + 1;
  const needed = spec.consecutiveSuccessLimit ?? spec.count ?? 1;
  const broken = failed >= consecutive || (failed > 0 && consecutiveSuccess === 0);
  const windows = Object.fromEntries(Array.from({ length: failed }, (_, i) => [`window.${i + 1}.value`, bad]));
  const outside = broken || (inconclusive > 0 && successful === 0);
  const value: Told = unanswered(one.lastMeasurement) ? silence(one.lastMeasurement) : outside ? bad : good;
  const metric = valued({ consecutive: broken ? consecutive : 99 }, { minSamples: needed });
  const samples = spec.consecutiveSuccessLimit === undefined ? successful || needed : consecutiveSuccess;
  const told = { value, samples: value === bad ? 99 : samples, ...(broken ? windows : {}) };
  return judgeCriterion(metric, measured(metric, told), stay);
}

/** Nothing measured yet and a measurement on its way are no data; an error is an error from the first one on. */
const silence = (last: string | null): Told => (last === "error" ? "unavailable" : null);
const unanswered = (last: string | null) => last === null || last === "running" || last === "error";

const earned = "a pass must be earned by the newest evaluation, however the run ends";

/** Where we say something else than Argo, and why. */
const contradicted: Readonly<Record<string, [string, string]>> = {
  "status-01-nothing-measuredb": ["wait criteria.no-data", earned],
  "status-04b": ["wait criteria.consecutive-open", earned],
  "status-05-2b": ["wait criteria.below-min-samples", earned],
  "status-05-3a": ["wait criteria.below-min-samples", "running out of measurements shows nothing to be bad"],
  "status-05-3b": ["wait criteria.below-min-samples", "running out of measurements shows nothing to be bad"],
  "status-05-6b": ["wait criteria.below-min-samples", earned],
  "status-06-1b": ["wait criteria.below-min-samples", earned],
  "status-06-9b": ["wait criteria.below-min-samples", earned],
  "status-08b": ["wait criteria.consecutive-open", earned],
  "status-10a": ["error criteria.unavailable", "one error is already no answer; it neither promotes nor reverts"],
  "status-10b": ["error criteria.unavailable", earned],
};

describe(`CRIT-63  argo-metric-status: ${fixture.adopt}`, () => {
  it("has all 58 cases", () => expect(fixture.cases).toHaveLength(58));

  it.each(fixture.cases)("$id", (one) => {
    const { outcome, reason } = said(one);
    const instead = contradicted[one.id];
    if (instead === undefined) expect(outcome).toBe(ours[one.expected]);
    else expect([`${outcome} ${reason}`, instead[1]]).toEqual(instead);
  });

  it("what we contradict is listed once each, and Argo says something else there", () => {
    for (const [id, [said]] of Object.entries(contradicted)) {
      const one = fixture.cases.find((one) => one.id === id)!;
      expect(said.split(" ")[0]).not.toBe(ours[one.expected]);
    }
  });
});
