import fc from "fast-check";
import { expect, it } from "vitest";
import { everyone, exposure, nobody, sameExposure } from "../../../scripts/flag/exposure.ts";
import { decode } from "../../../scripts/stores/go-feature-flag/decode.ts";
import { encode, holdsExposure, holdsVariants, remainder } from "../../../scripts/stores/go-feature-flag/encode.ts";
import { exposures, onOff, runningOf } from "../../conformance/exposures.ts";

it("GOFF-5  each exposure has its one form", () => {
  const variations = { off: false, on: true };
  expect(encode(nobody, onOff)).toEqual({ variations, targeting: [], defaultRule: { variation: "off" } });
  expect(encode(everyone, onOff)).toEqual({ variations, targeting: [], defaultRule: { variation: "on" } });
  expect(encode(exposure(["b", "a"], 12.5), onOff)).toEqual({
    variations,
    targeting: [{ name: "actors", query: '{"in":[{"var":"targetingKey"},["a","b"]]}', variation: "on" }],
    defaultRule: { percentage: { on: 12.5, off: 87.5 } },
  });
  expect(encode(exposure(["a"], 0), onOff).defaultRule).toEqual({ variation: "off" });
});

it("GOFF-6  weights add up to exactly 100,000 buckets at every percent: another sum would be another crowd", () => {
  for (let step = 1; step < 100_000; step += 1) {
    const percent = step / 1000;
    const off = remainder(percent);
    if (Math.trunc((percent + off) * 1000) !== 100_000 || off !== Math.round(off * 1000) / 1000)
      expect.fail(`${percent} and ${off}`);
  }
});

it("GOFF-7  no list holds more than 1,000 ids, and of 2,500 none is lost", () => {
  const ids = Array.from({ length: 2500 }, (_, index) => `User;${index}`);
  const { targeting, ...rest } = encode(exposure(ids, 10), onOff);
  expect(targeting.map(({ name, query }) => [name, JSON.parse(query).in[1].length])).toEqual([
    ["actors", 1000],
    ["actors-2", 1000],
    ["actors-3", 500],
  ]);
  expect(runningOf(decode({ ...rest, targeting }))!.exposure).toEqual(exposure(ids, 10));
});

it("GOFF-8  whatever it holds is read back, and hostile ids stay ids", () => {
  fc.assert(
    fc.property(exposures, (wanted) => {
      const { targeting, ...rest } = encode(wanted, onOff);
      const found = runningOf(decode(JSON.parse(JSON.stringify({ ...rest, targeting }))))!;
      expect(found.foreign).toEqual([]);
      expect(sameExposure(found.exposure, wanted)).toBe(true);
    }),
  );
  const hostile = ['"]},{"!":[]}', "{{x}}", "a\\", "\n", "targetingKey", "'--"];
  const { targeting } = encode(exposure(hostile, 0), onOff);
  expect(JSON.parse(targeting[0]!.query)).toEqual({ in: [{ var: "targetingKey" }, exposure(hostile, 0).actors] });
});

it("GOFF-9  what it does not hold exactly it refuses, with the reason", () => {
  expect(holdsExposure(exposure([], 12.3456))).toMatchObject({ why: expect.stringContaining("would become 12.345 %") });
  expect(holdsExposure(exposure([""], 10))).toMatchObject({ why: expect.stringContaining("empty") });
  expect(holdsExposure(exposure(["\ud83d"], 10))).toMatchObject({ why: expect.stringContaining("not well-formed") });
  expect(holdsExposure(exposure(["🙂"], 99.999))).toEqual({ ok: true });
  expect(holdsVariants({ on: "blue", off: 1 })).toMatchObject({
    why: expect.stringContaining("on is a string, off is a number"),
  });
});
