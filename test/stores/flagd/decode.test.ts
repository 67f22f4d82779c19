import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { everyone, nobody, sameExposure } from "../../../scripts/flag/exposure.ts";
import { decode } from "../../../scripts/stores/flagd/decode.ts";
import { encode } from "../../../scripts/stores/flagd/encode.ts";
import { exposures, onOff, runningOf } from "../../conformance/exposures.ts";

const flag = { state: "ENABLED", variants: onOff, defaultVariant: "off" };
const split = (...entries: readonly unknown[]) => ({ fractional: entries });
const named = (list: unknown, what: unknown = { var: "targetingKey" }) => ({ in: [what, list] });

it("FLAGD-4  reads back every exposure it writes", () => {
  fc.assert(
    fc.property(exposures, (wanted) => {
      const running = runningOf(decode(JSON.parse(JSON.stringify(encode(wanted, onOff)))))!;
      expect(running.foreign).toEqual([]);
      expect(sameExposure(running.exposure, wanted)).toBe(true);
    }),
  );
});

describe("FLAGD-5  what is not exactly our form is named as foreign, counts as everyone, and is never guessed", () => {
  it.each<readonly [string, object, string]>([
    [
      "decimal weights, which serve nobody",
      { targeting: split(["on", 12.5], ["off", 87.5]) },
      '("fractional") in another form',
    ],
    [
      "swapped entries, which exchange the crowd",
      { targeting: split(["off", 90_000], ["on", 10_000]) },
      "in another form",
    ],
    ["three entries", { targeting: split(["a", 10], ["on", 10], ["off", 80]) }, "in another form"],
    ["another scale", { targeting: split(["on", 10], ["off", 90]) }, "in another form"],
    ["a sum that is not the scale", { targeting: split(["on", 10_000], ["off", 80_000]) }, "in another form"],
    ["all weights on one side", { targeting: split(["on", 100_000], ["off", 0]) }, "in another form"],
    [
      "a bucketing key of its own",
      { targeting: split({ cat: ["a"] }, ["on", 10_000], ["off", 90_000]) },
      "in another form",
    ],
    [
      "a text where the list belongs, which matches parts of ids",
      { targeting: { if: [named("u123,u1"), "on", null] } },
      '("if") in another form',
    ],
    ["an empty list", { targeting: { if: [named([]), "on", null] } }, "in another form"],
    ["numbers as ids", { targeting: { if: [named([7]), "on", null] } }, "in another form"],
    [
      "another key than the caller's",
      { targeting: { if: [named(["a"], { var: "email" }), "on", null] } },
      "in another form",
    ],
    ["off for the named", { targeting: { if: [named(["a"]), "off", null] } }, "in another form"],
    ["a branch more", { targeting: { if: [named(["a"]), "on", named(["b"]), "on", null] } }, "in another form"],
    ["another rule", { targeting: { or: [true] } }, '("or") in another form'],
    [
      "weights that move with time",
      { targeting: split(["on", { var: "$flagd.timestamp" }], ["off", 1]) },
      "in another form",
    ],
    ["a share of nobody", { targeting: split(["on", 0], ["off", 100_000]) }, "in another form"],
    ["a shared rule", { targeting: { $ref: "uat" } }, '("$ref") in another form'],
    ["a list for a rule", { targeting: [] }, "in another form"],
    ["a third variant", { variants: { on: true, mid: true, off: false } }, 'third variant, "mid"'],
    ["an unknown default", { defaultVariant: "none" }, '"none", neither on nor off'],
    ["no default", { defaultVariant: null }, "the default of their own code"],
    ["an unknown state", { state: "PAUSED" }, 'state "PAUSED"'],
    [
      "targeting under everyone",
      { defaultVariant: "on", targeting: split(["on", 10_000], ["off", 90_000]) },
      "beside defaultVariant on",
    ],
  ])("%s", (_, changed, said) => {
    const running = runningOf(decode({ ...flag, ...changed }))!;
    expect(running.foreign).toEqual([expect.stringContaining(said)]);
    expect(running.exposure).toEqual(everyone);
  });
});

it("FLAGD-6  DISABLED is no way to be off: each caller gets the default of its own code, and that is said", () => {
  const running = runningOf(decode({ ...flag, state: "DISABLED", defaultVariant: "on" }))!;
  expect(running.exposure).toEqual(nobody);
  expect(running.foreign).toEqual([expect.stringContaining("default of its own code")]);
});

it("FLAGD-7  nobody's id is in what it says about foreign targeting", () => {
  const running = runningOf(decode({ ...flag, targeting: { if: [named("ada@example.gov"), "on", null] } }))!;
  expect(JSON.stringify(running.foreign)).not.toContain("ada");
});

it.each([null, 3, "on", [], {}, { variants: [] }, { variants: { yes: true, no: false } }, { variants: { on: true } }])(
  "FLAGD-8  %j cannot be read, and is not absent",
  (value) => {
    expect(decode(value)).toEqual({ kind: "unreadable", why: expect.stringContaining("left alone") });
  },
);

it("FLAGD-9  an empty object is no targeting, as flagd takes it", () => {
  expect(runningOf(decode({ ...flag, targeting: {} }))).toMatchObject({ exposure: nobody, foreign: [] });
});
