import fc from "fast-check";
import { expect, it } from "vitest";
import { recordOf, unanswered } from "../../../scripts/gates/criteria/record.ts";
import { upperBound } from "../../../scripts/statistics/clopper-pearson.ts";
import { logE } from "../../../scripts/statistics/e-value.ts";
import { control, counted, later, measured, rate, shared, stay, valued } from "./given.ts";

const record = (...[metric, told]: Parameters<typeof measured>) => recordOf(metric, measured(metric, told), stay);

it("RECORD-1  a rate is kept with its window, counts, estimate, bound, evidence, verdict, query and time", () => {
  expect(record(rate(), { bad: 14, total: 1963 })).toEqual({
    window: ["2025-03-12T14:16:00Z", "2025-03-13T09:55:00Z"],
    k: 14,
    n: 1963,
    estimate: 0.00713194,
    upper95: Number(upperBound(14, 1963).toPrecision(6)),
    logE: Number(logE(14, 1963, 0.01, 1000).toPrecision(6)),
    outcome: "pass",
    reason: "criteria.met",
    querySha: expect.stringMatching(/^[0-9a-f]{16}$/),
    provider: "prometheus",
    evaluatedAt: "2025-03-13T10:00:00Z",
  });
});

it("RECORD-2  the control variant, counts, values and shares are kept as they are", () => {
  const compared = record(rate({}, { control }), { bad: 14, total: 1963, "control.bad": 90, "control.total": 17_600 });
  expect(compared.control).toEqual({ k: 90, n: 17_600, logE: expect.any(Number) });
  expect(record(counted(), { value: 612 })).toMatchObject({ value: 612, outcome: "pass" });
  expect(record(valued(), { value: 0.31, samples: 800 })).toMatchObject({ value: 0.31, samples: 800 });
  expect(record(shared(), { exposed: 1000, eligible: 10_000 })).toMatchObject({ k: 1000, n: 10_000, estimate: 0.1 });
});

it("RECORD-3  where there is no number it says why, and claims none", () => {
  const empty = record(rate(), { bad: 0, total: null });
  expect(empty).toMatchObject({ refused: expect.stringContaining("no data"), outcome: "wait" });
  expect(empty).not.toHaveProperty("k");
  expect(record(counted(), { value: "timeout" })).toMatchObject({ refused: expect.stringContaining("timeout") });
});

it("RECORD-4  another query is another digest; the same one at another time is not the same window", () => {
  const told = { bad: 14, total: 1963 };
  const one = record(rate(), told);
  const base = measured(rate(), told);
  const other = { ...base, parts: { ...base.parts, bad: { ...base.parts.bad!, query: "sum(y)" } } };
  expect(recordOf(rate(), other, stay).querySha).not.toBe(one.querySha);
  const next = later("PT21H");
  expect(recordOf(rate(), measured(rate(), told, next), next).window).not.toEqual(one.window);
});

it("RECORD-5  whatever the counts, every number is finite and survives being written", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1, max: 1e12, noNaN: true }),
      fc.double({ min: 0, max: 1e12, noNaN: true }),
      (bad, total) => {
        const found = record(rate({}, { control }), { bad, total, "control.bad": bad, "control.total": total });
        expect(JSON.parse(JSON.stringify(found))).toEqual(found);
        expect(JSON.stringify(found)).not.toContain("null");
      },
    ),
  );
});

it("RECORD-6  a part that has no number now cannot be repeated", () => {
  expect(unanswered(measured(rate(), { bad: 1, total: 2 }))).toBeNull();
  expect(unanswered(measured(rate(), { bad: 1, total: null }))).toMatchObject({ part: "total" });
});
