import { expect, it } from "vitest";
import { evaluators, rejection, resolve, same } from "../../../scripts/stores/flagd/core.ts";

const flag = (on: unknown, off: unknown) => ({ state: "ENABLED", variants: { on, off }, defaultVariant: "on" });

it("FLAGD-49  each evaluator stands alone, and rejects a document as a whole, with the reason", async () => {
  const make = await evaluators();
  const core = make();
  expect(rejection(core, JSON.stringify({ flags: { a: flag(true, false), b: flag(2, 1) } }))).toBeNull();
  expect(resolve(core, "a", true, {}).value).toBe(true);
  expect(resolve(core, "b", 2, {}).value).toBe(2);
  expect(resolve(make(), "a", true, {}).reason).toBe("ERROR");
  expect(rejection(make(), '{"flags":{"a":{}}}')).toMatch(/\w/);
  expect(same({ a: [1] }, { a: [1] }) && !same(1, "1")).toBe(true);
});
