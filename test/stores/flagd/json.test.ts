import { expect, it } from "vitest";
import { isObject, kindOf, quoted } from "../../../scripts/stores/flagd/json.ts";

it("FLAGD-14  tells JSON's kinds apart: a list and null are no objects", () => {
  expect([{}, [], null, "a", 1, true].map(kindOf)).toEqual(["object", "list", "null", "string", "number", "boolean"]);
  expect([{}, [], null, "a"].map(isObject)).toEqual([true, false, false, false]);
  expect([quoted(["a", 'b"']), quoted([])]).toEqual(['"a", "b\\""', "none"]);
});
