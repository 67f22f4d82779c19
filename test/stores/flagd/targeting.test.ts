import { expect, it } from "vitest";
import { exposure, nobody } from "../../../scripts/flag/exposure.ts";
import { decodeTargeting } from "../../../scripts/stores/flagd/targeting.ts";

it("FLAGD-10  actors come back sorted and once, and an own property decides, not an inherited one", () => {
  const named = { in: [{ var: "targetingKey" }, ["b", "a", "b"]] };
  expect(decodeTargeting({ if: [named, "on", null] })).toEqual(exposure(["a", "b"], 0));
  expect(decodeTargeting(undefined)).toEqual(nobody);
  expect(decodeTargeting(Object.create({ if: [named, "on", null] }))).toEqual(nobody);
  expect(decodeTargeting("on")).toBeNull();
});
