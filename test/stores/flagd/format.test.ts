import { expect, it } from "vitest";
import { everyone, exposure } from "../../../scripts/flag/exposure.ts";
import { flagdFormat as format } from "../../../scripts/stores/flagd/format.ts";
import { writing } from "../../conformance/exposures.ts";

it("FLAGD-50  what else stands in our flag stays, and targeting goes with its ids where nobody is targeted", () => {
  const before = { description: "ours", metadata: { owner: "team" } };
  const some = format.flagFor({ ...writing("a", everyone), exposure: exposure(["User;7"], 10) }, before);
  expect(some).toMatchObject({ description: "ours", state: "ENABLED", metadata: { owner: "team" } });
  expect(JSON.stringify(some)).toContain("User;7");
  const all = format.flagFor({ ...writing("a", everyone), exposure: everyone }, some);
  expect(all).not.toHaveProperty("targeting");
});
