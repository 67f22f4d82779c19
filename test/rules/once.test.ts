import { expect, test } from "vitest";
import { once } from "../../scripts/rules/once.ts";

test("ONCE-1  asks again only where it is asked about something else", () => {
  const asked: object[] = [];
  const [one, other] = [{ n: 1 }, { n: 2 }];
  const twice = once((about: { n: number }) => {
    asked.push(about);
    return about.n * 2;
  });
  expect([twice(one), twice(one), twice(other), twice(one)]).toEqual([2, 2, 4, 2]);
  expect(asked).toEqual([one, other, one]);
});
