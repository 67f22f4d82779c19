import fc from "fast-check";
import { expect, it } from "vitest";
import { isObject, kindOf, printed, quoted } from "../../../scripts/stores/flagd/json.ts";

it("FLAGD-14  tells JSON's kinds apart: a list and null are no objects", () => {
  expect([{}, [], null, "a", 1, true].map(kindOf)).toEqual(["object", "list", "null", "string", "number", "boolean"]);
  expect([{}, [], null, "a"].map(isObject)).toEqual([true, false, false, false]);
  expect([quoted(["a", 'b"']), quoted([])]).toEqual(['"a", "b\\""', "none"]);
});

it("FLAGD-51  what is written means the same to readers of YAML: nothing raw that they reject or fold", () => {
  expect(printed("a\u007f\u0085\u2028\ufeff\uffffé🙂")).toBe(String.raw`"a\u007f\u0085\u2028\ufeff\uffffé🙂"`);
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, "  "), (value, unit) => {
      const text = printed(value, unit);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(text).not.toMatch(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/);
    }),
  );
});
