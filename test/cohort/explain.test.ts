import fc from "fast-check";
import { expect, it } from "vitest";
import { sees } from "../../scripts/cohort/cohort.ts";
import { explain } from "../../scripts/cohort/explain.ts";
import { flagdMurmur3 } from "../../scripts/cohort/flagd.ts";
import { everyone, exposure, nobody } from "../../scripts/flag/exposure.ts";
import { exposures } from "../conformance/exposures.ts";

it.each([
  ["everyone", everyone, "a", { on: true, by: "everyone" }],
  ["everyone, named or not", exposure(["a"], 100), "a", { on: true, by: "everyone" }],
  ["named", exposure(["a"], 10), "a", { on: true, by: "named" }],
  ["only others are named", exposure(["b"], 0), "a", { on: false, by: "not-named" }],
  ["nobody", nobody, "a", { on: false, by: "nobody" }],
  ["inside", exposure([], 50), "u1", { on: true, by: "percent", percent: 50, place: 6.806 }],
  ["outside", exposure([], 50), "u2", { on: false, by: "percent", percent: 50, place: 93.91 }],
  ["SDKs disagree", exposure([], 50), "josé", { on: null, by: "unknown" }],
])("EXPLAIN-1  %s", (_, shown, id, expected) => {
  expect(explain("download", shown, id, flagdMurmur3)).toMatchObject(expected);
});

it("EXPLAIN-2  without a known hash only a percentage is in doubt", () => {
  expect(explain("f", exposure(["a"], 10), "a", null)).toMatchObject({ on: true });
  expect(explain("f", exposure(["a"], 10), "b", null)).toMatchObject({ on: null, by: "unknown" });
  expect(explain("f", exposure(["a"], 0), "b", null)).toMatchObject({ on: false });
});

it("EXPLAIN-3  says what the cohort function says, for any exposure and any id", () => {
  fc.assert(
    fc.property(exposures, fc.string({ minLength: 1 }), (any, id) => {
      expect(explain("flag", any, id, flagdMurmur3).on).toBe(sees(flagdMurmur3, "flag", any, id));
    }),
  );
});
