import fc from "fast-check";
import { expect, it } from "vitest";
import { sees } from "../../scripts/cohort/cohort.ts";
import { cohorts } from "../../scripts/cohort/cohorts.ts";
import { flagdMurmur3 } from "../../scripts/cohort/flagd.ts";
import { sampleOf } from "../../scripts/cohort/sample.ts";
import { everyone, exposure, nobody } from "../../scripts/flag/exposure.ts";
import { exposures } from "../conformance/exposures.ts";

const named = exposure(["ada", "sam"], 10);

it("SAMPLE-1  asks about named actors, a caller without an id, and made-up ids on both sides", () => {
  const sample = sampleOf(flagdMurmur3, "flag", named);
  expect(sample.slice(0, 3)).toEqual([
    { caller: "ada", on: true },
    { caller: "sam", on: true },
    { caller: null, on: false },
  ]);
  const strangers = sample.slice(3);
  expect(strangers.every(({ caller }) => caller?.startsWith("flaghoist-probe-"))).toBe(true);
  expect(strangers.filter(({ on }) => on)).toHaveLength(8);
  expect(strangers.filter(({ on }) => !on)).toHaveLength(8);
});

it.each(cohorts.map((cohort) => [cohort.name, cohort] as const))(
  "SAMPLE-2  %s: of the made-up ids the nearest to the threshold are among those asked, on both sides",
  (_, cohort) => {
    const asked = sampleOf(cohort, "flag", exposure([], 10)).flatMap(({ caller }) => caller ?? []);
    const all = Array.from({ length: 400 }, (_, index) => `flaghoist-probe-${index}`);
    const place = (id: string) => cohort.bucket("flag", id)! / cohort.buckets;
    const inside = all.filter((id) => place(id) < 0.1).toSorted((a, b) => place(b) - place(a));
    const outside = all.filter((id) => place(id) >= 0.1).toSorted((a, b) => place(a) - place(b));
    expect(asked.map(place)).toEqual(expect.arrayContaining([place(inside[0]!), place(outside[0]!)]));
  },
);

it("SAMPLE-3  what it expects is what the cohort function says, for any exposure", () => {
  fc.assert(
    fc.property(exposures, (any) => {
      for (const { caller, on } of sampleOf(flagdMurmur3, "flag", any)) {
        expect(sees(flagdMurmur3, "flag", any, caller)).toBe(on);
      }
    }),
  );
});

it("SAMPLE-4  at both ends everybody is asked the same", () => {
  expect(sampleOf(flagdMurmur3, "flag", nobody).map(({ on }) => on)).toEqual(Array(9).fill(false));
  expect(sampleOf(flagdMurmur3, "flag", everyone).map(({ on }) => on)).toEqual(Array(9).fill(true));
});

it("SAMPLE-5  nothing is expected of a caller about whom nobody can tell", () => {
  const odd = exposure(["josé"], 10);
  expect(sampleOf(flagdMurmur3, "naïve", odd).map(({ caller }) => caller)).toEqual(["josé", null]);
});
