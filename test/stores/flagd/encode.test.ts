import { expect, it } from "vitest";
import { everyone, exposure, nobody } from "../../../scripts/flag/exposure.ts";
import { encode, holdsExposure, holdsVariants } from "../../../scripts/stores/flagd/encode.ts";
import { onOff } from "../../conformance/exposures.ts";

const named = { in: [{ var: "targetingKey" }, ["User;7", "User;8"]] };
const split = (on: number) => ({
  fractional: [
    ["on", on],
    ["off", 100_000 - on],
  ],
});

it.each`
  who                        | exposure                              | defaultVariant | targeting
  ${"nobody"}                | ${nobody}                             | ${"off"}       | ${null}
  ${"named actors"}          | ${exposure(["User;8", "User;7"], 0)}  | ${"off"}       | ${{ if: [named, "on", null] }}
  ${"half a percent"}        | ${exposure([], 0.5)}                  | ${"off"}       | ${split(500)}
  ${"12.5 %"}                | ${exposure([], 12.5)}                 | ${"off"}       | ${split(12_500)}
  ${"33.333 %"}              | ${exposure([], 33.333)}               | ${"off"}       | ${split(33_333)}
  ${"named actors and 10 %"} | ${exposure(["User;7", "User;8"], 10)} | ${"off"}       | ${{ if: [named, "on", split(10_000)] }}
  ${"everyone"}              | ${everyone}                           | ${"on"}        | ${null}
  ${"everyone, and actors"}  | ${exposure(["User;7"], 100)}          | ${"on"}        | ${null}
`("FLAGD-1  $who: whole weights, on first, always ENABLED", ({ exposure: shown, defaultVariant, targeting }) => {
  const shape = encode(shown, onOff);
  expect(shape).toEqual({ state: "ENABLED", variants: onOff, defaultVariant, targeting });
  expect(Object.keys(shape.variants)).toEqual(["on", "off"]);
});

it.each([
  [12.3456, "would become 12.346 %"],
  [0.0001, "would become 0 %"],
  [99.9999, "would become 100 %"],
  [-0.5, "not between 0 and 100"],
  [100.5, "not between 0 and 100"],
  [Number.NaN, "not between 0 and 100"],
])("FLAGD-2  refuses %d %, and says %s", (percent, why) => {
  expect(holdsExposure({ actors: [], percent })).toEqual({ ok: false, why: expect.stringContaining(why) });
});

it("FLAGD-3  refuses an empty id, and variants of two types", () => {
  expect(holdsExposure(exposure([""], 10))).toMatchObject({ ok: false, why: expect.stringContaining("empty") });
  expect(holdsVariants({ on: "blue", off: 3 })).toMatchObject({
    ok: false,
    why: expect.stringContaining("on is a string, off is a number"),
  });
  expect(holdsVariants({ on: { size: 2 }, off: {} })).toEqual({ ok: true });
});
