import fc from "fast-check";
import { expect, it } from "vitest";
import { cohortNamed } from "../../scripts/cohort/cohorts.ts";
import { type Capabilities, capabilities, percentServed, whyNotHeld } from "../../scripts/flag/capabilities.ts";

const rows: readonly (readonly [string, Capabilities])[] = Object.entries(capabilities);
const { flagd, unleash } = capabilities;

it.each(rows)("CAP-1  %s selects people by a hash that is known here", (_, { cohort }) => {
  expect(cohortNamed(cohort) ?? cohortNamed(`${cohort}/salt`)).not.toBeNull();
});

it.each([
  [unleash, 0.5, 0],
  [unleash, 10.9, 10],
  [unleash, 12.5, 12],
  [unleash, 99.999, 99],
  [unleash, 29, 29],
  [flagd, 0.001, 0.001],
  [flagd, 33.333, 33.333],
  [flagd, 12.3456, 12.345],
])("CAP-2  $title asked for %d %% serves %d %%", ({ percentStep }, asked, served) => {
  expect(percentServed({ ...flagd, percentStep }, asked)).toBe(served);
});

it("CAP-3  every percent a plan may write is served as it is by a step of 0.001, and never raised by any step", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 100_000 }),
      fc.constantFrom(0.001, 0.1, 0.5, 1),
      (thousandths, percentStep) => {
        const percent = thousandths / 1000;
        expect(percentServed(flagd, percent)).toBe(percent);
        expect(percentServed({ ...flagd, percentStep }, percent)).toBeLessThanOrEqual(percent);
      },
    ),
  );
});

it.each<[string, Capabilities, number, number, string | null]>([
  ["fits", unleash, 250, 10, null],
  ["between two steps", unleash, 0, 0.5, "Unleash holds percents in steps of 1: 0.5 % would become 0 %"],
  ["too many actors", unleash, 251, 10, "Unleash takes at most 250 named actors a flag, not 251"],
  ["everyone needs no names", unleash, 251, 100, null],
  ["no limit known", flagd, 100_000, 10, null],
  ["more than everyone", flagd, 0, 100.5, "100.5 % is not between 0 and 100"],
  ["not a number", flagd, 0, Number.NaN, "NaN % is not between 0 and 100"],
])("CAP-4  %s", (_, store, count, percent, why) => {
  const actors = Array.from({ length: count }, (_, index) => `id-${index}`);
  expect(whyNotHeld(store, { actors, percent })).toBe(why);
});

it("CAP-5  an id that is empty is nobody's", () => {
  expect(whyNotHeld(flagd, { actors: ["a", ""], percent: 0 })).toContain("an actor's id is empty");
});
