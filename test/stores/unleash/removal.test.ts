import { expect, it } from "vitest";
import { exposure } from "../../../scripts/flag/exposure.ts";
import { othersIn, removalOf } from "../../../scripts/stores/unleash/removal.ts";
import { stateOf } from "../../../scripts/stores/unleash/state.ts";
import { done, tombstone } from "../../../scripts/stores/unleash/title.ts";
import { writing } from "../../conformance/exposures.ts";
import { actorsOf, key, off, on, percentOf } from "./flags-of.ts";

const title = done(writing(key, exposure([], 10)).applied);
const here = on(percentOf("10", title), actorsOf(["a"]));
const featureWith = (there: ReturnType<typeof on>) => ({
  environments: new Map([
    ["production", here],
    ["staging", there],
  ]),
  parents: [],
  children: [],
  planned: [],
});
const stepsWith = (there: ReturnType<typeof on>) =>
  removalOf(key, "production", featureWith(there), stateOf(key, here, [])).map(({ kind }) => kind);

it("UNLEASH-102  the last environment takes the flag away, after it was switched off", () => {
  for (const there of [off(), off(percentOf("30", "beta")), off(percentOf("0", tombstone))]) {
    expect(stepsWith(there)).toEqual(["off", "archive", "bury"]);
  }
});

it("UNLEASH-103  while another environment is on, or has a record of ours, only this one is emptied", () => {
  for (const there of [on(percentOf("30", "beta")), off(percentOf("0", title))]) {
    expect(othersIn(featureWith(there), "production")).toEqual(["staging"]);
    expect(stepsWith(there)).toEqual(["off", "delete", "patch"]);
  }
});
