import { expect, it } from "vitest";
import { everyone, nobody } from "../../../scripts/flag/exposure.ts";
import { decode } from "../../../scripts/stores/go-feature-flag/decode.ts";
import { runningOf } from "../../conformance/exposures.ts";

const variations = { off: false, on: true };
const off = { variations, defaultRule: { variation: "off" } };
const rule = (query: unknown, more: object = {}) => ({ ...off, targeting: [{ query, variation: "on", ...more }] });
const list = '{"in":[{"var":"targetingKey"},["a"]]}';
const moving = "as time passes, without a commit";

it.each([
  ["scheduledRollout", { ...off, scheduledRollout: [] }, moving],
  ["experimentation", { ...off, experimentation: {} }, moving],
  ["progressiveRollout by default", { variations, defaultRule: { progressiveRollout: {} } }, moving],
  ["progressiveRollout in a rule", rule(list, { progressiveRollout: {} }), "a targeting rule, number 1"],
  ["another bucketing key", { ...off, bucketingKey: "team" }, "another attribute"],
  ["an element nobody knows", { ...off, rolloutV3: {} }, '"rolloutV3"'],
  ["a third variation", { ...off, variations: { ...variations, blue: 1 } }, '"blue"'],
  ["a sum of 60", { variations, defaultRule: { percentage: { on: 10, off: 50 } } }, "add up to 100"],
  ["finer weights", { variations, defaultRule: { percentage: { on: 10.0005, off: 89.9995 } } }, "add up to 100"],
  ["100 % as a percentage", { variations, defaultRule: { percentage: { on: 100, off: 0 } } }, "add up to 100"],
  ["weights that are text", { variations, defaultRule: { percentage: { on: "10", off: "90" } } }, "add up to 100"],
  [
    "both in one rule",
    { variations, defaultRule: { variation: "off", percentage: { on: 10, off: 90 } } },
    "percentages",
  ],
  ["no default", { variations }, "no defaultRule"],
  ["a default of neither", { variations, defaultRule: { variation: "blue" } }, "neither on nor off"],
  ["the text language", rule('targetingKey in ["a"]', { name: "x\ny" }), '"x\\ny"'],
  ["a text in the list's place", rule('{"in":[{"var":"targetingKey"},"abc"]}'), "number 1"],
  ["another attribute", rule('{"in":[{"var":"email"},["a"]]}'), "number 1"],
  ["numbers among the ids", rule('{"in":[{"var":"targetingKey"},[1]]}'), "number 1"],
  ["a list of 1,001", rule(JSON.stringify({ in: [{ var: "targetingKey" }, Array(1001).fill("a")] })), "number 1"],
  ["a rule without a query", rule(undefined), "number 1"],
  ["a rule that serves off", rule(list, { variation: "off" }), "number 1"],
  ["a rule with a percentage", rule(list, { percentage: { on: 1, off: 99 } }), "number 1"],
  ["a disabled rule", rule(list, { disable: true }), "number 1"],
  ["rules that are no list", { ...off, targeting: {} }, "no list"],
  ["targeting beside everyone", { ...rule(list), defaultRule: { variation: "on" } }, "beside a default of on"],
  ["disable that is a text", { ...off, disable: "yes" }, "neither true nor false"],
])("GOFF-10  %s is foreign and counts as everyone", (_, flag, words) => {
  const running = runningOf(decode(flag))!;
  expect(running.foreign).toEqual([expect.stringContaining(words)]);
  expect(running.exposure).toEqual(everyone);
});

it("GOFF-11  disable is no way to be off: it is named, and shows nobody by our doing", () => {
  const running = runningOf(decode({ ...rule(list), disable: true }))!;
  expect(running.foreign).toEqual(["disable: each caller is served the default of its own code"]);
  expect(running.exposure).toEqual(nobody);
});

it.each([
  [null, "it is null"],
  [[], "it is list"],
  [{}, "no variations"],
  [{ variations: { a: 1, b: 2 } }, 'its variations are "a", "b"'],
])("GOFF-12  %j cannot be read, and is left alone", (flag, words) => {
  expect(decode(flag)).toMatchObject({ kind: "unreadable", why: expect.stringContaining(words) });
  expect(decode(flag)).toMatchObject({ why: expect.stringContaining("left alone") });
});

it("GOFF-13  what shows it to nobody more is not foreign: metadata, a version, whether events are sent", () => {
  const flag = { ...rule(list), disable: false, version: "3", trackEvents: false, metadata: { owner: "team" } };
  expect(runningOf(decode(flag))).toMatchObject({ foreign: [], exposure: { actors: ["a"], percent: 0 } });
});
