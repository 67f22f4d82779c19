import { expect, it } from "vitest";
import { everyone, exposure, nobody } from "../../../scripts/flag/exposure.ts";
import type { Constraint } from "../../../scripts/stores/unleash/feature.ts";
import { everyId, isRemoved, shownBy, stateOf } from "../../../scripts/stores/unleash/state.ts";
import { done, tombstone } from "../../../scripts/stores/unleash/title.ts";
import { writing } from "../../conformance/exposures.ts";
import { actorsOf, everyoneOf, key, off, on, percentOf } from "./flags-of.ts";

const title = done(writing(key, nobody).applied);
const listed = actorsOf(["a"]).constraints[0]!;
const withList = (...constraints: readonly Constraint[]) => on(percentOf("10", title), actorsOf([], { constraints }));

it.each([
  [on(percentOf("0", title)), nobody],
  [on(percentOf("10", title), actorsOf(["b", "a"])), exposure(["a", "b"], 10)],
  [on(percentOf("10", title), actorsOf(["a"]), everyoneOf()), everyone],
  [on(percentOf("10", title), everyoneOf({ disabled: true })), exposure([], 10)],
  [on(percentOf("100", title)), exposure([], everyId)],
  [off(percentOf("10", title), actorsOf(["a"]), everyoneOf()), nobody],
])("UNLEASH-84  %j shows %j", (inEnvironment, shows) => {
  const state = stateOf(key, inEnvironment, []);
  expect(shownBy(state)).toEqual(shows);
  expect(state.foreign).toEqual([]);
});

it.each([
  [on(percentOf("10", title), percentOf("30", "beta")), 'a strategy "flexibleRollout" titled "beta"'],
  [on(percentOf("10", title), percentOf("30", title)), 'a strategy "flexibleRollout" titled'],
  [on(percentOf("10", title), everyoneOf({ title: null })), 'a strategy "default"'],
  [on(percentOf("1e1", title)), 'a percentage that reads "1e1" in the percent strategy'],
  [on(percentOf("101", title)), 'a percentage that reads "101" in the percent strategy'],
  [withList({ ...listed, inverted: true }), "constraints that no plan wrote in the actors strategy"],
  [withList({ ...listed, caseInsensitive: true }), "constraints that no plan wrote in the actors strategy"],
  [withList({ ...listed, operator: "NOT_IN" }), "constraints that no plan wrote in the actors strategy"],
  [withList({ ...listed, contextName: "sessionId" }), "constraints that no plan wrote in the actors strategy"],
  [withList(listed, listed), "constraints that no plan wrote in the actors strategy"],
  [withList(), "constraints that no plan wrote in the actors strategy"],
  [on(percentOf("10", title, { constraints: [listed] })), "constraints that no plan wrote in the percent strategy"],
  [on(percentOf("10", title), everyoneOf({ constraints: [listed] })), "constraints that no plan wrote in the everyone"],
  [on(percentOf("10", title, { segments: 2 })), "2 segments in the percent strategy"],
  [on(percentOf("10", title, { name: "default" })), 'the kind "default" in the percent strategy'],
  [on(percentOf("10", title, { disabled: true })), "no strategy that is active"],
  [on(), "no strategy that is active"],
])("UNLEASH-85  %j holds what is not ours", (inEnvironment, says) => {
  expect(stateOf(key, inEnvironment, []).foreign).toEqual([expect.stringContaining(says)]);
});

it("UNLEASH-86  what is disabled lets nobody in and is no concern, and a parent flag is", () => {
  const inEnvironment = on(percentOf("10", title), percentOf("30", "beta", { disabled: true }));
  expect(stateOf(key, inEnvironment, []).foreign).toEqual([]);
  expect(stateOf(key, inEnvironment, ["parent"]).foreign).toEqual(['a dependency on the flag "parent"']);
});

it("UNLEASH-87  a strategy of our shape is ours only while none has a record", () => {
  const made = [percentOf("10", null), actorsOf(["a"], { title: null })];
  expect(stateOf(key, on(...made), [])).toMatchObject({ percent: made[0], actors: made[1], note: null, foreign: [] });
  expect(stateOf(key, on(percentOf("5", title), made[1]!), []).foreign).toHaveLength(1);
  const other = percentOf("10", null, { parameters: { rollout: "10", stickiness: "default", groupId: key } });
  expect(stateOf(key, on(other), [])).toMatchObject({ percent: null, foreign: ['a strategy "flexibleRollout"'] });
});

it("UNLEASH-88  only an environment that is off and holds nothing but the mark of removal is removed", () => {
  expect(isRemoved(off(percentOf("0", tombstone)))).toBe(true);
  for (const one of [off(), on(percentOf("0", tombstone)), off(percentOf("0", tombstone), actorsOf(["a"]))]) {
    expect(isRemoved(one)).toBe(false);
  }
});
