import { expect, it } from "vitest";
import { onFailOf, verbOf } from "../../../scripts/gates/criteria/on-fail.ts";
import { counted, lasting, query, rate, shared, valued } from "./given.ts";

const manual = query("look", "manual");
const patience = { onNoData: { after: lasting("PT24H"), action: "revert" as const } };

it.each([
  ["a rate that reverts", rate(), "revert"],
  ["a rate that holds", rate({ onFail: "hold" }), "hold"],
  ["a rate that is only observed", rate({ role: "observe" }), "nothing"],
  ["a count to be reached", counted({ objective: { min: 5 } }), "hold"],
  ["a count not to be exceeded", counted({ objective: { max: 5 } }), "revert"],
  ["a value", valued(), "revert"],
  ["a value a person wrote down", valued({ value: manual }), "hold"],
  ["a count a person wrote down", counted({ objective: { max: 5 }, value: manual }), "hold"],
  ["a share", shared(), "hold"],
])("CRIT-23  %s may, when it fails: %s", (_, metric, expected) => {
  expect(onFailOf(metric)).toBe(expected);
});

it("CRIT-24  a fail for want of data does what onNoData says, whatever onFail says", () => {
  const reason = "criteria.no-data-too-long";
  expect(onFailOf(rate({ ...patience, onFail: "hold" }), reason)).toBe("revert");
  expect(onFailOf(rate({ onFail: "revert" }), reason)).toBe("hold");
  expect(onFailOf(rate({ ...patience, role: "observe" }), reason)).toBe("nothing");
});

it("CRIT-25  the same as a verb", () => {
  expect([rate(), rate({ onFail: "hold" }), rate({ role: "observe" })].map(verbOf)).toEqual(["revert", "hold", "fail"]);
});
