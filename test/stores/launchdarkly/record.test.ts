import fc from "fast-check";
import { expect, it } from "vitest";
import type { Applied } from "../../../scripts/flag/running.ts";
import { isOurs, recordsIn, rememberedIn, toProperty } from "../../../scripts/stores/launchdarkly/record.ts";
import { writing } from "../../conformance/exposures.ts";

const { applied } = writing("flag", { actors: ["ada@example.gov"], percent: 12.5 });
const held = (one: Applied, removed = false, environment = "production") => ({
  [`flaghoist.${environment}`]: toProperty(environment, one, removed),
});

it("LAUNCHDARKLY-60  the record is a list of facts that people can read, and names nobody", () => {
  expect(toProperty("production", applied, false)).toEqual({
    name: "Flaghoist in production",
    value: [
      "plan=form1095b",
      "standing=1 named actor and 12.5 % of users",
      "percent=12.5",
      "actors=1",
      `actorsDigest=${applied.exposure.digest}`,
      `variantsDigest=${applied.variants}`,
      "cohort=flagd-murmur3-v2",
      `commit=${applied.commit}`,
      "at=2025-03-12T13:00:00.000Z",
    ],
  });
});

it("LAUNCHDARKLY-61  any record is read back, in values of 1 to 64 characters, of which there are at most 64", () => {
  const text = fc.string({ maxLength: 300, unit: "grapheme" });
  fc.assert(
    fc.property(text, text, text, (plan, standing, cohort) => {
      const one = { ...applied, plan, standing, cohort };
      const property = held(one);
      expect(rememberedIn(property, "production")).toEqual({ kind: "applied", applied: one });
      const { value } = property["flaghoist.production"] as { value: readonly string[] };
      expect(value.length).toBeLessThanOrEqual(64);
      expect(value.every((entry) => [...entry].length >= 1 && [...entry].length <= 64)).toBe(true);
    }),
  );
});

it("LAUNCHDARKLY-62  the order of the values makes no difference", () => {
  const one = { ...applied, plan: "x".repeat(200) };
  const { name, value } = toProperty("production", one, false) as { name: string; value: readonly string[] };
  const shuffled = { "flaghoist.production": { name, value: [...value].reverse() } };
  expect(rememberedIn(shuffled, "production")).toEqual({ kind: "applied", applied: one });
});

it("LAUNCHDARKLY-63  a record of which anything is missing or strange is none, because a guess is no record", () => {
  const { value } = toProperty("production", applied, false) as { value: readonly string[] };
  for (const left of value.keys()) {
    const partial = { "flaghoist.production": { name: "x", value: value.filter((_, index) => index !== left) } };
    expect(rememberedIn(partial, "production")).toEqual({ kind: "nothing" });
  }
  for (const strange of [null, "x", { name: "x" }, { value: "x" }, { value: ["=", 3] }]) {
    expect(rememberedIn({ "flaghoist.production": strange }, "production")).toEqual({ kind: "nothing" });
  }
  const percent = value.map((entry) => entry.replace("percent=12.5", "percent="));
  expect(rememberedIn({ "flaghoist.production": { name: "x", value: percent } }, "production")).toEqual({
    kind: "nothing",
  });
  expect(rememberedIn({}, "__proto__")).toEqual({ kind: "nothing" });
});

it("LAUNCHDARKLY-64  each environment has its own, and what was removed is remembered as that", () => {
  const both = { ...held(applied), ...held(applied, true, "staging"), "jira.issues": { name: "Jira", value: ["x"] } };
  expect(rememberedIn(both, "staging")).toEqual({ kind: "removed" });
  expect(rememberedIn(both, "test")).toEqual({ kind: "nothing" });
  expect(recordsIn(both)).toEqual([applied]);
  expect([isOurs({ properties: both }), isOurs({ properties: { "jira.issues": {} } })]).toEqual([true, false]);
});
