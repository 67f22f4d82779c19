import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Measurement, Part } from "../../../scripts/flag/measurement.ts";
import type { Metric } from "../../../scripts/flag/metric.ts";
import { judgeCriterion } from "../../../scripts/gates/criteria/judge-criterion.ts";
import { codes } from "../../../scripts/gates/criteria/reasons.ts";
import { outcomes } from "../../../scripts/gates/gate.ts";
import { control, counted, lasting, later, measured, query, rate, stay, type Told, valued } from "./given.ts";

const rank = (metric: Metric, measurement: Measurement | null, at = stay) =>
  outcomes.indexOf(judgeCriterion(metric, measurement, at).outcome);

const rates = fc
  .record({
    evidence: fc.constantFrom("point" as const, "upper-bound" as const, "sequential" as const),
    designEffect: fc.constantFrom(1, 2, 5),
    minSamples: fc.constantFrom(1, 200, 1000),
    onFail: fc.constantFrom("revert" as const, "hold" as const),
    max: fc.constantFrom(0.001, 0.01, 0.05, 0.3),
    against: fc.boolean(),
  })
  .map(({ max, against, ...parts }) => rate(parts, { objective: { max }, control: against ? control : null }));

const counts = fc
  .record({
    total: fc.double({ min: 1, max: 20_000, noNaN: true }),
    share: fc.oneof(fc.double({ min: 0, max: 0.05, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
    controlShare: fc.double({ min: 0, max: 0.05, noNaN: true }),
  })
  .map(({ total, share, controlShare }) => ({
    bad: share * total,
    total,
    "control.bad": controlShare * 9 * total,
    "control.total": 9 * total,
  }));

describe("CRIT-73  worse evidence never improves an outcome", () => {
  it("more bad events among as many", () => {
    fc.assert(
      fc.property(rates, counts, fc.double({ min: 0, max: 1, noNaN: true }), (metric, told, more) => {
        const worse = { ...told, bad: told.bad + more * (told.total - told.bad) };
        expect(rank(metric, measured(metric, worse))).toBeGreaterThanOrEqual(rank(metric, measured(metric, told)));
      }),
      { numRuns: 400 },
    );
  });
  it("fewer failures among the users without the flag", () => {
    fc.assert(
      fc.property(rates, counts, fc.double({ min: 0, max: 1, noNaN: true }), (metric, told, less) => {
        const worse = { ...told, "control.bad": told["control.bad"] * less };
        expect(rank(metric, measured(metric, worse))).toBeGreaterThanOrEqual(rank(metric, measured(metric, told)));
      }),
    );
  });
  it("a value further outside, a count further from its end", () => {
    const amount = fc.double({ min: 0, max: 1000, noNaN: true });
    fc.assert(
      fc.property(amount, amount, (value, more) => {
        const slow = valued({ consecutive: 1, objective: { max: 400 } });
        const silent = counted({ objective: { max: 400 }, samples: query("s") });
        const clicks = counted({ objective: { min: 400 } });
        const told = (value: number) => ({ value, samples: 900 });
        for (const metric of [slow, silent]) {
          expect(rank(metric, measured(metric, told(value + more)))).toBeGreaterThanOrEqual(
            rank(metric, measured(metric, told(value))),
          );
        }
        expect(rank(clicks, measured(clicks, { value }))).toBeGreaterThanOrEqual(
          rank(clicks, measured(clicks, { value: value + more })),
        );
      }),
    );
  });
});

describe("CRIT-74  missing evidence is never a pass and never a fail", () => {
  const parts: readonly Part[] = ["bad", "total"];
  it.each<[string, Told | "absent"]>([
    ["no data", null],
    ["an error", "timeout"],
    ["NaN", Number.NaN],
    ["nothing asked", "absent"],
  ])("%s", (_, missing) => {
    fc.assert(
      fc.property(rates, counts, fc.subarray([...parts], { minLength: 1 }), (metric, told, gone) => {
        fc.pre(metric.measure.kind === "ratio" && metric.measure.control === null);
        const full = measured(metric, { ...told, ...(missing === "absent" ? {} : fill(gone, missing)) });
        const kept = Object.entries(full.parts).filter(
          ([part]) => missing !== "absent" || !gone.includes(part as Part),
        );
        const { outcome } = judgeCriterion(metric, { ...full, parts: Object.fromEntries(kept) }, stay);
        expect(["wait", "error"]).toContain(outcome);
      }),
    );
  });
});

const fill = (parts: readonly Part[], told: Told) => Object.fromEntries(parts.map((part) => [part, told]));

it("CRIT-75  below the samples that are needed nothing passes, and a fail needs none", () => {
  fc.assert(
    fc.property(rates, counts, (metric, told) => {
      fc.pre(told.total < metric.minSamples * 0.999);
      expect(judgeCriterion(metric, measured(metric, told), stay).outcome).not.toBe("pass");
    }),
  );
  expect(judgeCriterion(rate(), measured(rate(), { bad: 4, total: 4 }), stay).outcome).toBe("fail");
});

it("CRIT-76  time alone never turns anything into a fail, unless no data is asked to", () => {
  const patient = { deadline: lasting("P2D"), onNoData: { after: lasting("PT24H"), action: "hold" as const } };
  fc.assert(
    fc.property(counts, fc.integer({ min: 0, max: 60 }), (told, days) => {
      const metric = rate(patient);
      fc.pre(judgeCriterion(metric, measured(metric, told), stay).outcome !== "fail");
      const at = later(`P${days}D`);
      expect(judgeCriterion(metric, measured(metric, told, at), at).outcome).not.toBe("fail");
      const silent = measured(metric, { bad: null, total: null }, at);
      expect(judgeCriterion(metric, silent, at).outcome).toBe("wait");
    }),
  );
});

it("CRIT-77  whatever comes in, a listed reason and a sentence without NaN come out", () => {
  const told: fc.Arbitrary<Told> = fc.oneof(
    fc.double(),
    fc.constantFrom(null, "timeout" as const, 0, 1, 1e9, -1),
    fc.double({ min: 0, max: 1e6, noNaN: true }),
  );
  const parts = fc.record({
    bad: told,
    total: told,
    "control.bad": told,
    "control.total": told,
    value: told,
    samples: told,
  });
  const metrics = fc.oneof(
    rates,
    fc.constantFrom(
      valued(),
      valued({ consecutive: 1 }),
      counted(),
      counted({ objective: { max: 2 }, samples: query("s") }),
    ),
  );
  fc.assert(
    fc.property(metrics, parts, (metric, told) => {
      const { reason, because } = judgeCriterion(metric, measured(metric, told), stay);
      expect(Object.keys(codes)).toContain(reason.replace("criteria.", ""));
      expect(because.replace("from prometheus: NaN", "")).not.toMatch(/NaN|undefined/);
    }),
    { numRuns: 1000 },
  );
});
