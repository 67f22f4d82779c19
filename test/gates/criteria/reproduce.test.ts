import fc from "fast-check";
import { expect, it } from "vitest";
import { recordOf } from "../../../scripts/gates/criteria/record.ts";
import { differences } from "../../../scripts/gates/criteria/reproduce.ts";
import { control, measured, rate, stay } from "./given.ts";

const metric = rate({}, { control });
const told = { bad: 14, total: 1963, "control.bad": 90, "control.total": 17_600 };
const record = recordOf(metric, measured(metric, told), stay);

it("REPRO-1  a record is no different from itself, however its keys are ordered and written", () => {
  expect(differences(record, record)).toEqual([]);
  const turned = Object.fromEntries(Object.entries(JSON.parse(JSON.stringify(record))).reverse());
  expect(differences(turned, record)).toEqual([]);
});

it.each([
  ["k", { k: 13 }, "k: written 13, measured 14"],
  ["n", { n: 1964 }, "n: written 1964, measured 1963"],
  ["a count as text", { k: "14" }, 'k: written "14", measured 14'],
  ["nothing for a count", { k: null }, "k: written null, measured 14"],
  ["not a number", { k: Number.NaN }, "k: written null, measured 14"],
  ["the estimate", { estimate: 0.006 }, "estimate: written 0.006, measured 0.00713194"],
  ["the outcome", { outcome: "fail" }, 'outcome: written "fail", measured "pass"'],
  ["the query", { querySha: "0" }, expect.stringMatching(/^querySha: written "0"/)],
  ["the control", { control: { ...record.control, k: 91 } }, "control.k: written 91, measured 90"],
  ["something more", { approved: true }, "approved: written true, measured nothing"],
])("REPRO-2  %s differs, and it says how", (_, parts, said) => {
  expect(differences({ ...record, ...parts }, record)).toEqual([said]);
});

it("REPRO-3  what is left out differs too", () => {
  const { logE: _, ...rest } = record;
  expect(differences(rest, record)).toHaveLength(1);
});

it("REPRO-4  counts within a millionth are the same answer, and none further off", () => {
  fc.assert(
    fc.property(fc.double({ min: -2e-6, max: 2e-6, noNaN: true }), (off) => {
      fc.pre(Math.abs(Math.abs(off) - 1e-6) > 1e-9);
      expect(differences({ ...record, n: 1963 * (1 + off) }, record).length).toBe(Math.abs(off) > 1e-6 ? 1 : 0);
    }),
  );
});
