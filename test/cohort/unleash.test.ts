import { expect, it } from "vitest";
import { unleashMurmur3 } from "../../scripts/cohort/unleash.ts";
import { cohortConformance } from "./vectors.ts";

cohortConformance(unleashMurmur3, 1, [
  [1, 94, "b907adc10e458755"],
  [10, 962, "04b0c2f2e0bd7739"],
  [50, 5018, "a1c824819a1d6817"],
]);

it("COHORT-8  Unleash cuts parts of a percent off: 0.5 % selects nobody, 12.5 % the same as 12 %", () => {
  const ids = Array.from({ length: 2000 }, (_, i) => `User;${i}`);
  const at = (percent: number) => ids.filter((id) => unleashMurmur3.selects("rx_v2", id, percent));
  expect(at(0.5)).toEqual([]);
  expect(at(12.5)).toEqual(at(12));
});
