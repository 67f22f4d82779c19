import { describe, expect, it } from "vitest";
import type { Metric } from "../../scripts/flag/metric.ts";
import { exposureShare } from "../../scripts/gates/exposure.ts";
import type { Evidence } from "../../scripts/gates/gate.ts";
import { plan, settings } from "../support/plans.ts";
import { later, measured, rate, shared, stay } from "./criteria/given.ts";

type Told = Parameters<typeof measured>[1];

function judge(
  told: Told | null,
  { standing = "canary", metrics = [shared(), rate()] as readonly Metric[], at = stay } = {},
) {
  const base = plan({ standing, metrics });
  const evidence: Evidence = {
    now: at.now,
    since: at.since,
    measurements: told === null ? [] : [measured(shared(), told, at)],
    stores: [],
    pullRequest: null,
    entitled: {},
    holds: [],
    references: null,
  };
  const move = { kind: "promote", plan: base.name, from: standing, to: "next" } as const;
  const found = exposureShare.judge({ move, base, head: base, settings }, evidence);
  return found.map(({ gate, outcome, reason, because }) => `${gate}: ${outcome} ${reason}: ${because}`);
}

describe("CRIT-59  the share that sees a flag planned for 10 %", () => {
  it.each([
    [
      { exposed: 1000, eligible: 10_000 },
      "pass exposure.met: 10 % see it (1000 of 10000), planned 10 %; 876 to 1129 would be as planned",
    ],
    [
      { exposed: 1500, eligible: 10_000 },
      "error exposure.drift: 15 % see it (1500 of 10000), planned 10 %; 876 to 1129 would be as planned",
    ],
    [
      { exposed: 0, eligible: 10_000 },
      "error exposure.drift: 0 % see it (0 of 10000), planned 10 %; 876 to 1129 would be as planned",
    ],
    [{ exposed: null, eligible: 100 }, 'wait exposure.no-data: no data for "exposed" from prometheus: empty result'],
    [
      { exposed: 5, eligible: "timeout" },
      'error exposure.timeout: could not measure "eligible" from prometheus: it said timeout',
    ],
    [null, "error exposure.not-measured: share was not measured"],
  ] as const)("%j", (told, expected) => {
    expect(judge(told)).toEqual([`exposure: ${expected}`]);
  });
  it("too early to ask is a wait", () => {
    expect(judge(null, { at: later("PT10M") })).toEqual([expect.stringMatching(/^exposure: wait exposure.fresh/)]);
  });
});

it.each([
  ["no metric for it is declared", { metrics: [rate()] }],
  ["everybody sees the flag", { standing: "full" }],
  ["only named actors see it", { standing: "uat" }],
  ["nobody does yet", { standing: "planned" }],
])("CRIT-60  nothing to say where %s", (_, given) => {
  expect(judge({ exposed: 1500, eligible: 10_000 }, given)).toEqual([]);
});

it("CRIT-61  it is asked whether or not the stage lists it, and half is compared with half", () => {
  expect(judge({ exposed: 5000, eligible: 10_000 }, { standing: "half" })[0]).toMatch(/^exposure: pass exposure.met/);
  expect(judge({ exposed: 1000, eligible: 10_000 }, { standing: "half" })[0]).toMatch(
    /^exposure: error exposure.drift/,
  );
});
