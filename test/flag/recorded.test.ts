import { expect, it } from "vitest";
import { everyone, exposure, nobody } from "../../scripts/flag/exposure.ts";
import {
  recorded,
  sameApplied,
  sameRunning,
  sameVariants,
  untouched,
  variantsDigest,
} from "../../scripts/flag/recorded.ts";
import type { Applied, Running } from "../../scripts/flag/running.ts";

const ten = exposure(["ada@example.gov", "sam@example.gov"], 10);
const variants = { on: { a: 1, b: [2, { c: 3 }] }, off: false };
const applied: Applied = {
  plan: "form1095b",
  standing: "canary",
  exposure: recorded(ten),
  variants: variantsDigest(variants),
  commit: "4f2c9d1",
  at: "2025-03-12T13:00:00.000Z",
  cohort: "flagd-murmur3-v2",
};
const running: Running = { exposure: ten, variants, applied, foreign: [] };

it("FLAG-RECORD-1  remembers how wide and how many, and tells other people apart without naming them", () => {
  expect(recorded(ten)).toMatchObject({ percent: 10, actors: 2 });
  expect(recorded({ actors: [...ten.actors].reverse(), percent: 10 })).toEqual(recorded(ten));
  expect(recorded(exposure(["ada@example.gov", "lee@example.gov"], 10)).digest).not.toBe(recorded(ten).digest);
  expect(recorded(exposure(["a", "b"], 0)).digest).not.toBe(recorded(exposure(['a","b'], 0)).digest);
  expect(JSON.stringify(recorded(ten))).not.toContain("ada");
});

it("FLAG-RECORD-2  at 100 % the named actors make no difference: a store need not keep them", () => {
  expect(recorded(exposure(["ada@example.gov"], 100))).toEqual(recorded(everyone));
  expect(recorded(everyone)).not.toEqual(recorded(nobody));
});

it("FLAG-RECORD-3  values are the same whatever the order of their keys", () => {
  const other = { off: false, on: { b: [2, { c: 3 }], a: 1 } };
  expect([sameVariants(variants, other), variantsDigest(variants) === variantsDigest(other)]).toEqual([true, true]);
  for (const changed of [
    { on: false, off: true },
    { on: { ...variants.on, b: [{ c: 3 }, 2] }, off: false },
    { on: { a: 1 }, off: false },
  ]) {
    expect([sameVariants(variants, changed), variantsDigest(variants) === variantsDigest(changed)]).toEqual([
      false,
      false,
    ]);
  }
});

it.each<readonly [keyof Applied, Partial<Applied>, boolean]>([
  ["at", { at: "2026-01-01T00:00:00.000Z" }, true],
  ["plan", { plan: "other" }, false],
  ["standing", { standing: "half" }, false],
  ["exposure", { exposure: recorded(nobody) }, false],
  ["variants", { variants: "x" }, false],
  ["commit", { commit: "x" }, false],
  ["cohort", { cohort: "x" }, false],
])("FLAG-RECORD-4  two writes that differ in %s alone", (_, changed, same) => {
  expect(sameApplied(applied, { ...applied, ...changed })).toBe(same);
  expect(sameRunning(running, { ...running, applied: { ...applied, ...changed } })).toBe(same);
});

it.each<readonly [string, Partial<Running>, boolean]>([
  ["nothing", {}, true],
  ["its exposure", { exposure: nobody }, false],
  ["whom it names", { exposure: exposure(["ada@example.gov", "lee@example.gov"], 10) }, false],
  ["its values", { variants: { on: false, off: false } }, false],
  ["a group beside it", { foreign: ["group admins"] }, false],
  ["its record", { applied: null }, false],
])("FLAG-RECORD-5  a hand that changes %s is seen", (_, changed, same) => {
  expect(untouched({ ...running, ...changed })).toBe(same);
  expect(sameRunning(running, { ...running, ...changed })).toBe(same);
});
