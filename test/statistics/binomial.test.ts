import { expect, it } from "vitest";
import { binomialChances, binomialDraw } from "../../scripts/statistics/binomial.ts";
import { seeded } from "../../scripts/statistics/random.ts";
import { expectNear } from "./near.ts";

it("STAT-63  chances of a small case are the schoolbook's", () => {
  binomialChances(3, 0.25).forEach((chance, k) => {
    expectNear(chance, [27 / 64, 27 / 64, 9 / 64, 1 / 64][k]!);
  });
});

it.each([
  [60, 0.01],
  [10_000, 0.3],
  [1_000_000, 0.00001],
])("STAT-64  chances among %d at %d add up to one, with the right mean", (n, rate) => {
  const chances = binomialChances(n, rate);
  expectNear(
    chances.reduce((sum, chance) => sum + chance, 0),
    1,
    { relative: 1e-9 },
  );
  expectNear(
    chances.reduce((sum, chance, k) => sum + k * chance, 0),
    n * rate,
    { relative: 1e-9 },
  );
});

it("STAT-65  never, always and nothing are certain", () => {
  expect([binomialChances(5, 0), binomialChances(2, 1), binomialChances(0, 0.5)]).toEqual([[1], [0, 0, 1], [1]]);
  expect(() => binomialChances(2.5, 0.5)).toThrow("n must be a whole number");
  expect(() => binomialChances(2, 1.5)).toThrow("rate must be from 0 to 1");
});

it("STAT-66  draws follow the chances", () => {
  const draw = binomialDraw(60, 0.02, seeded(5));
  const drawn = Array.from({ length: 50_000 }, draw);
  expectNear(drawn.reduce((sum, k) => sum + k, 0) / 50_000, 1.2, { relative: 0.02 });
  expectNear(drawn.filter((k) => k === 0).length / 50_000, 0.98 ** 60, { relative: 0.03 });
});
