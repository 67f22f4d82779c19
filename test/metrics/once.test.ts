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

it("ONCE-3  two who hear of the same trouble leave alone who asked again in between", async () => {
  const answers: ((answer: number) => void)[] = [];
  const ask = askOnce(
    () => new Promise<number>((resolve) => answers.push(resolve)),
    (answer) => answer > 0,
  );
  const first = ask();
  const again = first.then(() => ask());
  const second = ask();
  answers[0]!(0);
  expect([await first, await second]).toEqual([0, 0]);
  const third = ask();
  answers[1]!(1);
  expect([await again, await third, answers.length]).toEqual([1, 1, 2]);
});
