import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { exposure } from "../../../scripts/flag/exposure.ts";
import { encode } from "../../../scripts/stores/flagd/encode.ts";
import { verify } from "../../../scripts/stores/flagd/verify.ts";
import { exposures, onOff } from "../../conformance/exposures.ts";

const ten = exposure(["ada@example.gov"], 10);
const good = encode(ten, onOff);
const text = (flags: object, more: object = {}) => JSON.stringify({ flags, ...more });
const meant = new Map([["ours", { exposure: ten, variants: onOff }]]);

it("FLAGD-25  flagd's evaluator agrees with every exposure as it is written", async () => {
  await fc.assert(
    fc.asyncProperty(
      exposures,
      fc.constantFrom(onOff, { on: "blue", off: "grey" }, { on: 2, off: 1 }, { on: { a: [1] }, off: {} }),
      async (wanted, variants) => {
        const verified = await verify(
          text({ ours: encode(wanted, variants) }),
          new Map([["ours", { exposure: wanted, variants }]]),
        );
        expect(verified).toEqual({ document: null, flags: new Map() });
      },
    ),
    { numRuns: 40 },
  );
});

it.each<readonly [string, object, RegExp]>([
  [
    "decimal weights, which serve nobody",
    {
      targeting: {
        fractional: [
          ["on", 10.5],
          ["off", 89.5],
        ],
      },
    },
    /value for off, predicted was on/,
  ],
  [
    "entries the wrong way round",
    {
      targeting: {
        fractional: [
          ["off", 90_000],
          ["on", 10_000],
        ],
      },
    },
    /predicted was/,
  ],
  [
    "another percent",
    {
      targeting: {
        fractional: [
          ["on", 60_000],
          ["off", 40_000],
        ],
      },
    },
    /predicted was/,
  ],
  ["no targeting", { targeting: undefined }, /a named actor the value for off, predicted was on/],
  ["everyone by default", { defaultVariant: "on" }, /a caller without an id the value for on, predicted was off/],
  ["DISABLED", { state: "DISABLED" }, /a named actor the value for off/],
  ["a variant that does not exist", { targeting: { if: [true, "maybe"] } }, /ours|GENERAL/],
  ["an operator that does not exist", { targeting: { nonsense: [1] } }, /PARSE_ERROR/],
])("FLAGD-26  finds out %s before it is published, and names nobody", async (_, changed, why) => {
  const { document, flags } = await verify(text({ ours: { ...good, ...changed } }), meant);
  expect(document).toBeNull();
  expect(flags.get("ours")).toMatch(why);
  expect(flags.get("ours")).not.toContain("ada");
});

it("FLAGD-27  one flag that makes flagd reject the whole document is named, with what flagd says", async () => {
  const bad = { ...good, defaultVariant: "gone" };
  const foreign = await verify(text({ ours: good, theirs: bad, alsoTheirs: { state: "NOPE", variants: {} } }), meant);
  expect(foreign.document).toMatch(
    /"theirs" \(Default variant gone .*\), "alsoTheirs" \(Invalid flag state.*mend it first/s,
  );
  expect(foreign.flags).toEqual(new Map());
  const ours = await verify(text({ ours: bad, theirs: good }), meant);
  expect(ours.document).toBeNull();
  expect(ours.flags.get("ours")).toContain("flagd rejects it: Default variant gone");
});

it("FLAGD-28  somebody else's flag that only answers wrong is their affair; shared rules are resolved as flagd does", async () => {
  const shared = { ...good, targeting: { if: [{ $ref: "uat" }, "on", null] } };
  const document = text(
    { ours: good, theirs: { ...good, targeting: { nonsense: [] } }, shared },
    { $evaluators: { uat: { in: ["a", ["a"]] } } },
  );
  expect(await verify(document, meant)).toEqual({ document: null, flags: new Map() });
});

it("FLAGD-29  targeting of others is interpreted, never turned into code", async () => {
  const made = vi.spyOn(globalThis, "eval");
  await verify(text({ ours: good, theirs: { ...good, targeting: { cat: ["a", { var: "b" }] } } }), meant);
  expect(made).not.toHaveBeenCalled();
  made.mockRestore();
});
