import { expect, it } from "vitest";
import { fnv1a, goffFnv1a } from "../../scripts/cohort/goff.ts";
import { cohortConformance } from "./vectors.ts";

cohortConformance(goffFnv1a, 0.001, [
  [1, 109, "bc3a5c0cb859e8f2"],
  [10, 997, "574c611b62fd8119"],
  [50, 4947, "43b740249cba5015"],
]);

it("COHORT-9  FNV-1a gives the published numbers", () => {
  expect(fnv1a(Buffer.from(""))).toBe(0x811c9dc5);
  expect(fnv1a(Buffer.from("flagNameUserKey"))).toBe(3946001934);
  expect(goffFnv1a.bucket("my-flag", "e56f628e-9817-498f-ae38-4961e9c2bb21")).toBe(70272);
});
