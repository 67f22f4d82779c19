import { expect, it } from "vitest";
import { askOnce } from "../../scripts/metrics/once.ts";

it("ONCE-1  asks once, also for those who ask at the same time", async () => {
  let asked = 0;
  const ask = askOnce(
    async () => ++asked,
    () => true,
  );
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
  expect(await ask()).toBe(1);
});

it("ONCE-2  forgets an answer that is not to be kept", async () => {
  let asked = 0;
  const ask = askOnce(
    async () => ++asked,
    (answer) => answer > 2,
  );
  expect([await ask(), await ask(), await ask(), await ask()]).toEqual([1, 2, 3, 3]);
});
