import { describe, expect, it } from "vitest";
import { criteria } from "../../../scripts/gates/criteria.ts";
import { outcomes, worst } from "../../../scripts/gates/gate.ts";
import fixture from "../../golden/metric-cases/argo-run-status.json" with { type: "json" };
import { plan, settings, withStage } from "../../support/plans.ts";
import { ours } from "./argo.ts";
import { later, measured, rate, stay, type Told } from "./given.ts";

/** What a metric of a run found, said as counts. */
function told(status: string): { bad: Told; total: Told } {
  if (status.startsWith("pass")) return { bad: 0, total: 400 };
  if (status.startsWith("fail")) return { bad: 40, total: 400 };
  if (status.startsWith("inconclusive")) return { bad: 6, total: 400 };
  return status.startsWith("error") ? { bad: "unavailable", total: 400 } : { bad: null, total: null };
}

function judge(metrics: readonly (readonly [string, string])[], dry: readonly string[], at = stay) {
  const asked = metrics.map(([name, status]) => {
    const role = dry.includes(name) || status.includes("dry") ? "observe" : "guardrail";
    return { metric: rate({ name, role }), told: told(status) };
  });
  const base = withStage(plan({ standing: "canary", metrics: asked.map(({ metric }) => metric) }), "canary", {
    criteria: metrics.map(([name]) => name),
  });
  const move = { kind: "promote", plan: base.name, from: "canary", to: "half" } as const;
  const measurements = asked.map(({ metric, told }) => measured(metric, told, at));
  const world = { stores: [], pullRequest: null, entitled: {}, holds: [], references: null, measurements };
  return criteria.judge({ move, base, head: base, settings }, { ...world, now: at.now, since: at.since });
}

const outcomeOf = (...given: Parameters<typeof judge>) => worst(judge(...given).map(({ outcome }) => outcome));
const caseOf = (id: string) => fixture.cases.find((one) => one.id === id)!;
const metricsOf = (id: string) => caseOf(id).metrics as [string, string][];

describe(`CRIT-64  argo-run-status: ${fixture.adopt}`, () => {
  it("has all 11 cases", () => expect(fixture.cases).toHaveLength(11));

  it.each(["run-01", "run-02", "run-03", "run-05", "run-07-dry-does-not-mask"])("%s: adopted", (id) => {
    expect(outcomeOf(metricsOf(id), caseOf(id).dryRun!)).toBe(ours[caseOf(id).expected]);
  });

  it.each(["run-04-all-dry", "run-06-all-dry", "run-08-only-dry"])(
    "%s: what is only observed fails nothing, but nothing is passed by it",
    (id) => {
      const found = judge(metricsOf(id), caseOf(id).dryRun!);
      expect(found.map(({ reason }) => reason)).toEqual([
        "criteria.no-guardrail",
        ...metricsOf(id).map(() => "criteria.observed"),
      ]);
      expect(outcomeOf(metricsOf(id), caseOf(id).dryRun!)).toBe("wait");
    },
  );

  it("run-09-terminated-before-start: rejected, nothing measured passes nothing", () => {
    const early = later("PT10S");
    expect(caseOf("run-09-terminated-before-start").expected).toBe("pass");
    expect(judge([["success-rate", "not started"]], [], early).map(({ reason }) => reason)).toEqual(["criteria.fresh"]);
  });

  it("run-10-order: our outcomes keep its order", () => {
    const ranks = caseOf("run-10-order").severity_best_to_worst!.map((word) => outcomes.indexOf(ours[word]!));
    expect(ranks).toEqual([0, 1, 1, 1, 2, 3]);
  });

  it.each(["fail", "inconclusive", "error"])("run-11-sibling: beside one in flight, %s decides", (status) => {
    expect(
      outcomeOf(
        [
          ["a", "in flight"],
          ["b", status],
        ],
        [],
      ),
    ).toBe(ours[status]);
  });
});
