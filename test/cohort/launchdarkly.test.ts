import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { cohortNamed } from "../../scripts/cohort/cohorts.ts";
import { launchDarklySha1, launchDarklyWeight } from "../../scripts/cohort/launchdarkly.ts";
import { cohortConformance } from "./vectors.ts";

const salted = launchDarklySha1("5c3a9be1f0d24c77");

cohortConformance(salted, 0.001, [
  [1, 118, "bba6a8fc2e5f4a2b"],
  [10, 1013, "38a3f4cb1b930790"],
  [50, 4944, "6df2c29ec819ec19"],
]);

it("COHORT-17  LaunchDarkly's hash is named with its salt, and another salt selects other people", () => {
  expect(cohortNamed("ld-sha1/5c3a9be1f0d24c77")?.name).toBe("ld-sha1/5c3a9be1f0d24c77");
  expect([cohortNamed("ld-sha1"), cohortNamed("ld-sha1/"), cohortNamed("ld-sha2/x")]).toEqual([null, null, null]);
  const ids = Array.from({ length: 10_000 }, (_, i) => `User;${i + 1}`);
  const [one, other] = ["a", "b"].map((salt) =>
    ids.filter((id) => cohortNamed(`ld-sha1/${salt}`)!.selects("form_1095b", id, 10)),
  );
  const both = one!.filter((id) => other!.includes(id));
  expect(both.length).toBeGreaterThan(50);
  expect(both.length).toBeLessThan(150);
});

/** As the SDK walks its list: off has the lower part of the range and on what is left. */
function walks(key: string, salt: string, id: string, on: number): boolean {
  const hex = createHash("sha1").update(`${key}.${salt}.${id}`).digest("hex").slice(0, 15);
  const point = Number.parseInt(hex, 16) / Number.parseInt("f".repeat(15), 16);
  return point >= (100_000 - on) / 100_000;
}

it("COHORT-18  the bucket is the weight at which the SDK's walk turns: never one too many, never one too few", () => {
  const wrong = Array.from({ length: 20_000 }, (_, i) => `User;${i}`).filter((id) => {
    const at = salted.bucket("rx_v2", id)!;
    const turns = !walks("rx_v2", "5c3a9be1f0d24c77", id, at) && walks("rx_v2", "5c3a9be1f0d24c77", id, at + 1);
    return !turns;
  });
  expect(wrong).toEqual([]);
});

it("COHORT-19  weights are whole numbers for every percent of three decimals, and give the percent back", () => {
  const weights = Array.from({ length: 100_001 }, (_, weight) => weight);
  expect(weights.filter((weight) => launchDarklyWeight(weight / 1000) !== weight)).toEqual([]);
});
