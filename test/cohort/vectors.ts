import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { CohortFunction } from "../../scripts/cohort/cohort.ts";

type Vector = { readonly flag: string; readonly id: string } & Readonly<Record<string, number | null>>;

/** Buckets the stores' own engines gave; null where the SDKs of one store disagree. */
export const vectors: readonly Vector[] = JSON.parse(
  readFileSync(join(import.meta.dirname, "../golden/cohort/vectors.json"), "utf8"),
);

/** What each store's own engine selected of User;1 to User;10000 at 1, 10 and 50 %: how many, and a digest of who. */
type Aggregate = readonly [percent: number, count: number, digest: string];

/** What it means to be a cohort function. Call it once a function. */
export function cohortConformance(cohort: CohortFunction, step: number, aggregates: readonly Aggregate[] = []): void {
  it.each(vectors)(
    `COHORT-1  ${cohort.name} puts ($flag, $id) into the bucket its engine does`,
    ({ flag, id, ...row }) => {
      expect(row).toHaveProperty(cohort.name);
      expect(cohort.bucket(flag, id)).toBe((row as Record<string, number | null>)[cohort.name]);
    },
  );

  it.each(aggregates)(
    `COHORT-2  ${cohort.name} selects at %d %% the %d people its engine does`,
    (percent, count, digest) => {
      const picked = Array.from({ length: 10_000 }, (_, i) => cohort.selects("form_1095b", `User;${i + 1}`, percent));
      const text = picked.map((on) => (on ? "1" : "0")).join("");
      expect(picked.filter(Boolean)).toHaveLength(count);
      expect(createHash("sha256").update(text).digest("hex").slice(0, 16)).toBe(digest);
    },
  );

  it(`COHORT-3  ${cohort.name}: a higher percent keeps everyone`, () => {
    const percent = fc.integer({ min: 0, max: 100_000 }).map((w) => w / 1000);
    fc.assert(
      fc.property(fc.string(), fc.string(), percent, percent, (flag, id, one, other) => {
        const below = cohort.selects(flag, id, Math.min(one, other));
        const above = cohort.selects(flag, id, Math.max(one, other));
        expect(below === true && above === false).toBe(false);
      }),
    );
  });

  it(`COHORT-4  ${cohort.name}: on from exactly the step above its bucket, nobody at 0, everybody at 100`, () => {
    const told = vectors.map(({ flag, id }) => ({ flag, id, at: cohort.bucket(flag, id) }));
    for (const { flag, id, at } of told) {
      expect(cohort.selects(flag, id, 0)).toBe(false);
      expect(cohort.selects(flag, id, 100)).toBe(true);
      if (at === null) continue;
      expect(cohort.selects(flag, id, Math.round(at * step * 1000) / 1000)).toBe(false);
      expect(cohort.selects(flag, id, Math.round((at + 1) * step * 1000) / 1000)).toBe(true);
    }
    expect(told.filter(({ at }) => at !== null).length).toBeGreaterThanOrEqual(17);
  });
}
