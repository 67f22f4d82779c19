import fc from "fast-check";
import { expect, it } from "vitest";
import { newcombe } from "../../scripts/statistics/newcombe.ts";
import { expectNear } from "./near.ts";

it("STAT-25  9 of 300 against 5 of 310", () => {
  const [low, high] = newcombe(9, 300, 5, 310);
  expectNear(low, -0.0114993798, { relative: 0, absolute: 6e-12 });
  expectNear(high, 0.04147876071, { relative: 0, absolute: 6e-12 });
});

it("STAT-26  sides swapped, the interval is mirrored; and it holds the difference seen", () => {
  const counts = fc.tuple(fc.nat(500), fc.integer({ min: 1, max: 500 })).map(([k, n]) => [k % (n + 1), n] as const);
  fc.assert(
    fc.property(counts, counts, ([k1, n1], [k2, n2]) => {
      const [low, high] = newcombe(k1, n1, k2, n2);
      const [mirroredLow, mirroredHigh] = newcombe(k2, n2, k1, n1);
      expectNear(low, -mirroredHigh, { absolute: 1e-12 });
      expectNear(high, -mirroredLow, { absolute: 1e-12 });
      expect(low).toBeLessThanOrEqual(k1 / n1 - k2 / n2 + 1e-12);
      expect(high).toBeGreaterThanOrEqual(k1 / n1 - k2 / n2 - 1e-12);
    }),
  );
});
