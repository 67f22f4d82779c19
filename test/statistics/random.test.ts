import { expect, it } from "vitest";
import { seeded } from "../../scripts/statistics/random.ts";

it("STAT-61  the same seed gives the same numbers, another seed others", () => {
  const five = (seed: number) => Array.from({ length: 5 }, seeded(seed));
  expect(five(1)).toEqual(five(1));
  expect(five(1)).not.toEqual(five(2));
});

it("STAT-62  they fill 0 to 1 evenly", () => {
  const random = seeded(20250312);
  const tenths = Array<number>(10).fill(0);
  for (let i = 0; i < 100_000; i++) tenths[Math.floor(random() * 10)]! += 1;
  for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(500);
});
