import { expect, it } from "vitest";
import { changed, joins, says, value } from "../../scripts/plan/words.ts";

it.each([
  [1, 2, "x changed from 1 to 2"],
  [undefined, "a", "x added: a"],
  ["a", undefined, "x removed, it was a"],
  [null, "a", "x changed from nothing to a"],
  ["a", "", "x changed from a to nothing"],
])("WORDS-1  %o to %o reads %s", (before, after, expected) => {
  expect(changed("x", { path: ["x"], before, after }).text).toBe(expected);
});

it("WORDS-2  loosening is said only where it is told", () => {
  expect([says("a").loosens, says("a", true).loosens]).toEqual([false, true]);
  expect([value(0), value(false), value(null)]).toEqual(["0", "false", "nothing"]);
  expect(joins({ path: [], before: undefined, after: true })).toBe(true);
});
