import { expect, it } from "vitest";
import { flipperCrc32 } from "../../scripts/cohort/flipper.ts";
import { cohortConformance } from "./vectors.ts";

cohortConformance(flipperCrc32, 0.001, [
  [1, 90, "0d32e58de3589731"],
  [10, 916, "ed8ca0ad37c2d627"],
  [50, 4982, "56f0d922576bf90c"],
]);

it.each([
  ["va_node_flag", "User;1", 57271],
  ["va_node_flag", "User;42", 80932],
  ["va_node_flag", "josé", 24525],
  ["f", "", 50816],
])("COHORT-7  Flipper hashes UTF-8: (%s, %s) is in bucket %d", (flag, id, bucket) => {
  expect(flipperCrc32.bucket(flag, id)).toBe(bucket);
});

it("COHORT-16  Flipper multiplies in doubles and does not round: 64.046 % reaches bucket 64046", () => {
  expect(64.046 * 1000).toBeGreaterThan(64046);
  expect(flipperCrc32.bucket("form_1095b", "User;290")).toBe(64046);
  expect(flipperCrc32.selects("form_1095b", "User;290", 64.046)).toBe(true);
  expect(flipperCrc32.selects("form_1095b", "User;290", 64.045)).toBe(false);
});
