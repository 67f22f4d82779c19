import { expect, it } from "vitest";
import { exposure } from "../../../scripts/flag/exposure.ts";
import { fromMetadata, toMetadata, withRecord } from "../../../scripts/stores/flagd/record.ts";
import { writing } from "../../conformance/exposures.ts";

const { applied } = writing("flag", exposure(["ada@example.gov"], 10));
const metadata = toMetadata(applied);

it("FLAGD-11  the record comes back from metadata, whose values flagd wants to be text, numbers or booleans", () => {
  expect(fromMetadata(metadata)).toEqual(applied);
  expect(Object.values(metadata).every((value) => ["string", "number"].includes(typeof value))).toBe(true);
  expect(JSON.stringify(metadata)).not.toContain("ada");
});

it.each(Object.keys(metadata))("FLAGD-12  a record without %s is no record", (name) => {
  const { [name]: _, ...rest } = metadata;
  expect(fromMetadata(rest)).toBeNull();
  expect(fromMetadata({ ...metadata, [name]: true })).toBeNull();
});

it("FLAGD-12b  a record of no time is no record: no soak begins with it", () => {
  expect(fromMetadata({ ...metadata, "flaghoist.at": "yesterday" })).toBeNull();
});

it("FLAGD-13  what others keep in metadata stays, in its place", () => {
  const kept = withRecord({ owner: "team-1095b", "flaghoist.standing": "old", pr: 42 }, applied);
  expect(Object.keys(kept).slice(0, 2)).toEqual(["owner", "pr"]);
  expect(fromMetadata(kept)).toEqual(applied);
  expect(fromMetadata(null)).toBeNull();
  expect(fromMetadata(withRecord("text", applied))).toEqual(applied);
});
