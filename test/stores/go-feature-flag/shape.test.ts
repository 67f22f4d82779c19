import { expect, it } from "vitest";
import { misshapen } from "../../../scripts/stores/go-feature-flag/shape.ts";

it.each([
  [[], "it is a list, not an object"],
  [{ variations: [] }, "variations is a list, not a object"],
  [{ version: 1 }, "version is a number, not a string"],
  [{ disable: "yes" }, "disable is a string, not a boolean"],
  [{ targeting: {} }, "targeting is a object, not a list"],
  [{ targeting: [7] }, "targeting rule 1: is a number, not an object"],
  [{ targeting: [{}, { query: 7 }] }, "targeting rule 2: query is a number, not a string"],
  [{ defaultRule: { percentage: { on: "10" } } }, 'defaultRule percentage of "on" is a string, not a number'],
])("GOFF-21  %j would be rejected with all the others", (flag, why) => {
  expect(misshapen(flag)).toBe(why);
});

it("GOFF-22  null and what is not known are taken, as the engine's decoder takes them", () => {
  expect(misshapen({ targeting: null, version: null, somethingNew: 7 })).toBeNull();
  expect(misshapen(JSON.parse('{"__proto__":{"version":1}}'))).toBeNull();
});
