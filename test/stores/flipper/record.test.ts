import { expect, it } from "vitest";
import { exposure } from "../../../scripts/flag/exposure.ts";
import { readRecord, writeRecord } from "../../../scripts/stores/flipper/record.ts";
import { writing } from "../../conformance/exposures.ts";

it("RECORD-1  a record is read as it was written; a part of one, or anything else, is none", () => {
  const { applied } = writing("f", exposure(["a"], 10));
  expect(readRecord(writeRecord(applied))).toEqual(applied);
  const { [Object.keys(JSON.parse(writeRecord(applied)))[0]!]: _, ...part } = JSON.parse(writeRecord(applied));
  for (const text of [null, "", "{", "null", "[]", JSON.stringify(part)]) expect(readRecord(text)).toBeNull();
});
