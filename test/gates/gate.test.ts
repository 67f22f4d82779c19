import { expect, it } from "vitest";
import { outcomes, verdictWords, worst } from "../../scripts/gates/gate.ts";

it.each([
  [[], "pass"],
  [["pass", "pass"], "pass"],
  [["pass", "wait", "pass"], "wait"],
  [["error", "wait"], "error"],
  [["wait", "fail", "error"], "fail"],
] as const)("GATE-1  of %o the worst is %s", (found, expected) => {
  expect(worst(found)).toBe(expected);
});

it("GATE-2  every outcome has the word people read", () => {
  expect(outcomes.map((outcome) => verdictWords[outcome])).toEqual(["Go", "Not yet", "Cannot tell", "No-go"]);
});
