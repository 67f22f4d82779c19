import { expect, it } from "vitest";
import { listIn, namedIn, only, percentIn } from "../../../scripts/stores/go-feature-flag/targeting.ts";

const list = '{"in":[{"var":"targetingKey"},["a"]]}';

it("GOFF-23  reads its own form whatever its spacing, and no other", () => {
  expect(listIn(` {"in" : [{"var":"targetingKey"}, ["a"]]} `)).toEqual(["a"]);
  expect(namedIn({ name: "any", query: list, variation: "on", disable: false })).toEqual(["a"]);
  for (const query of [7, "", "a in b", '{"in":[]}', '{"in":[{"var":["targetingKey"]},["a"]]}', `[${list}]`])
    expect(listIn(query)).toBeNull();
  const none = '{"in":[{"var":"targetingKey"},[]]}';
  expect(namedIn({ query: none, variation: "on" })).toBeNull();
  expect(only({ a: 1 }, "a") && !only({ a: 1, b: 2 }, "a") && !only({}, "a")).toBe(true);
});

it("GOFF-24  a percent is on and off that add up to 100", () => {
  expect(percentIn({ percentage: { on: 99.999, off: 0.001 } })).toBe(99.999);
  for (const percentage of [
    { on: 0, off: 100 },
    { on: 10 },
    { on: 10, off: 90, x: 0 },
    { on: 10, off: 90.001 },
    [10, 90],
  ])
    expect(percentIn({ percentage })).toBeNull();
});
