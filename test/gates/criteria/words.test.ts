import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { about, amount, count, inequality, type Sign, share } from "../../../scripts/gates/criteria/words.ts";

describe("CRIT-11  an inequality reads true and short", () => {
  it.each([
    [14 / 583, ">", 0.01, "2.4 % > 1 %"],
    [3 / 420, "<=", 0.01, "0.71 % <= 1 %"],
    [0, "<=", 0.01, "0 % <= 1 %"],
    [0.010000000000000002, "<=", 0.01, "1 % <= 1 %"],
    [0.010049, ">", 0.01, "1.005 % > 1 %"],
    [0.0100001, ">", 0.01, "1.00001 % > 1 %"],
    [0.0001234, "<=", 0.001, "0.012 % <= 0.1 %"],
    [0.3222222, "<=", 0.5, "0.322 <= 0.5"],
    [0.61, ">", 0.5, "0.61 > 0.5"],
    [1234.5, ">=", 500, "1235 >= 500"],
    [432, "<", 500, "432 < 500"],
    [499.9, "<", 500, "499.9 < 500"],
    [-3, "<", 0, "-3 < 0"],
  ] as const)("%d %s %d: %s", (value, sign, limit, text) => {
    expect(inequality(value, sign, limit)).toBe(text);
  });
  it("whatever the numbers", () => {
    const number = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(number, number, (value, limit) => {
        fc.pre(Math.abs(value - limit) > 1e-9 * limit);
        const sign: Sign = value > limit ? ">" : "<";
        const [left, right] = inequality(value, sign, limit).split(sign).map(Number.parseFloat);
        expect(left! > right!).toBe(value > limit);
      }),
    );
  });
});

it.each([
  [583, "583"],
  [13.97, "14"],
  [2.04, "2"],
  [2.4, "2.4"],
  [0, "0"],
])("CRIT-12  %d events are %s", (events, text) => {
  expect(count(events)).toBe(text);
});

it("CRIT-13  amounts in the unit of their limit", () => {
  expect([share(0.00714), amount(0.034, 0.05), amount(0.6123, 0.5)]).toEqual(["0.71 %", "3.4 %", "0.612"]);
});

it.each([
  [20_000, "about 1 minute"],
  [40 * 60_000, "about 40 minutes"],
  [3 * 3_600_000 - 1, "about 3 hours"],
  [80 * 3_600_000, "about 4 days"],
])("CRIT-14  %d ms are %s", (ms, text) => {
  expect(about(ms)).toBe(text);
});
