import { expect, it } from "vitest";
import { everyone, exposure } from "../../../scripts/flag/exposure.ts";
import { goFeatureFlagFormat as format } from "../../../scripts/stores/go-feature-flag/format.ts";
import { writing } from "../../conformance/exposures.ts";

it("GOFF-27  what else stands in our flag stays, and no id stays behind", () => {
  const before = { trackEvents: false, variations: {}, metadata: { owner: "team" }, targeting: [{ query: "ada@" }] };
  const some = format.flagFor({ ...writing("a", everyone), exposure: exposure(["User;7"], 10) }, before);
  expect(Object.keys(some)).toEqual(["trackEvents", "variations", "metadata", "targeting", "defaultRule"]);
  expect(some).toMatchObject({ trackEvents: false, metadata: { owner: "team", "flaghoist.standing": "everyone" } });
  const all = format.flagFor({ ...writing("a", everyone), exposure: everyone }, some);
  expect(all).not.toHaveProperty("targeting");
  expect(JSON.stringify(all)).not.toContain("User;7");
});
