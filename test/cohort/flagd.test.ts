import { expect, it } from "vitest";
import { flagdMurmur3, flagdPercent, flagdWeight } from "../../scripts/cohort/flagd.ts";
import { cohortConformance } from "./vectors.ts";

cohortConformance(flagdMurmur3, 0.001, [
  [1, 109, "609c62aaaab9688d"],
  [10, 1027, "54713e4cdc7a40ab"],
  [50, 5070, "150cdddf5dba225b"],
]);

it("COHORT-5  weights are whole numbers for every percent of three decimals, and give the percent back", () => {
  const weights = Array.from({ length: 100_001 }, (_, weight) => weight);
  expect([0.5, 12.5, 33.333].map(flagdWeight).map(flagdPercent)).toEqual([0.5, 12.5, 33.333]);
  expect(weights.filter((weight) => flagdWeight(flagdPercent(weight)) !== weight)).toEqual([]);
});

it("COHORT-6  outside ASCII the SDKs disagree: nobody can tell, except at 0 and 100 %", () => {
  expect(flagdMurmur3.selects("form_1095b", "josé", 50)).toBeNull();
  expect(flagdMurmur3.selects("naïve", "1", 50)).toBeNull();
  expect(flagdMurmur3.selects("form_1095b", "josé", 0)).toBe(false);
  expect(flagdMurmur3.selects("form_1095b", "josé", 100)).toBe(true);
});
