import { expect, it } from "vitest";
import { cohortNamed, cohorts } from "../../scripts/cohort/cohorts.ts";

it("COHORT-12  every hash is found by its name, and an unknown name is nobody's", () => {
  expect(new Set(cohorts.map(({ name }) => name)).size).toBe(cohorts.length);
  for (const cohort of cohorts) expect(cohortNamed(cohort.name)).toBe(cohort);
  expect(cohortNamed("flagd-murmur3-v1")).toBeNull();
});

it("COHORT-13  the same 10 % is another 10 % in every store: two of them share about 1 % of all people", () => {
  const ids = Array.from({ length: 20_000 }, (_, i) => `u${i}`);
  const picked = cohorts.map((cohort) => new Set(ids.filter((id) => cohort.selects("f", id, 10))));
  for (const [a, b] of picked.flatMap((one, i) => picked.slice(i + 1).map((other) => [one, other] as const))) {
    const shared = [...a].filter((id) => b.has(id)).length;
    expect(shared).toBeGreaterThan(100);
    expect(shared).toBeLessThan(320);
  }
});
