import { expect, it } from "vitest";
import { everyone, exposure, nobody } from "../../../scripts/flag/exposure.ts";
import { changesOf, patchPercent, percentBody } from "../../../scripts/stores/unleash/changes.ts";
import { stateOf } from "../../../scripts/stores/unleash/state.ts";
import type { Step } from "../../../scripts/stores/unleash/steps.ts";
import { done, noteIn } from "../../../scripts/stores/unleash/title.ts";
import { writing } from "../../conformance/exposures.ts";
import { actorsOf, everyoneOf, key, on, percentOf } from "./flags-of.ts";

const title = done(writing(key, nobody).applied);
const from = (inEnvironment: Parameters<typeof stateOf>[1], wanted: Parameters<typeof exposure>) => {
  const state = stateOf(key, inEnvironment, []);
  return changesOf(key, state, state.percent!, writing(key, exposure(...wanted)));
};
const value = (step: Step | undefined, path: string) =>
  step?.kind === "patch" ? step.sets.find((one) => one.path === path)?.value : undefined;

it("UNLEASH-97  a percentage alone moves in one guarded request, record and all", () => {
  const [only, ...more] = from(on(percentOf("10", title)), [[], 50]);
  expect(more).toEqual([]);
  expect(only).toMatchObject({
    tests: [
      { path: "/title", value: title },
      { path: "/parameters/rollout", value: "10" },
    ],
  });
  expect(value(only, "/parameters/rollout")).toBe("50");
  expect(noteIn(String(value(only, "/title")))!.pending).toBeNull();
});

it("UNLEASH-98  with more to change it is lowered with the first request and raised with the last", () => {
  const down = from(on(percentOf("50", title), actorsOf(["a"])), [["b"], 10]);
  expect(down.map((step) => value(step, "/parameters/rollout"))).toEqual(["10", undefined, undefined]);
  const up = from(on(percentOf("10", title), actorsOf(["a"])), [["b"], 50]);
  expect(up.map((step) => value(step, "/parameters/rollout"))).toEqual([undefined, undefined, "50"]);
  for (const [first, , last] of [down, up]) {
    expect(noteIn(String(value(first, "/title")))!.pending!.states.length).toBeGreaterThan(2);
    expect(noteIn(String(value(last, "/title")))!.pending).toBeNull();
  }
});

it("UNLEASH-99  from everyone the percentage is right before everyone's strategy goes; who it draws is drawn anew", () => {
  const strange = { parameters: { rollout: "77", stickiness: "default", groupId: "x" } };
  const steps = from(on(percentOf("77", title, strange), everyoneOf()), [[], 10]);
  expect(value(steps[0], "/parameters")).toEqual({ rollout: "10", stickiness: "userId", groupId: key });
  expect(steps[1]).toEqual({ kind: "delete", strategy: "e" });
  expect(steps).toHaveLength(3);
  expect(value(from(on(percentOf("77", title, strange)), [[], 80])[0], "/parameters")).toBeUndefined();
});

it("UNLEASH-100  an empty list of actors goes, since Unleash takes none; what was disabled is enabled", () => {
  expect(from(on(percentOf("10", title), actorsOf(["a"])), [[], 10])[1]).toEqual({ kind: "delete", strategy: "a" });
  const [only] = from(on(percentOf("10", title, { disabled: true }), actorsOf(["a"])), [["a"], 10]);
  expect(value(only, "/disabled")).toBe(false);
  for (const rollout of ["0", "10"]) {
    const steps = from(on(percentOf(rollout, title, { disabled: true }), everyoneOf()), [[], 10]);
    expect([value(steps[0], "/disabled"), steps[1]]).toEqual([false, { kind: "delete", strategy: "e" }]);
  }
  const state = stateOf(key, on(percentOf("10", title), everyoneOf({ disabled: true })), []);
  const steps = changesOf(key, state, state.percent!, writing(key, everyone));
  expect(value(steps[1], "/disabled")).toBe(false);
});

it("UNLEASH-101  a strategy is made at 0 % with all that Unleash would fill in, and cleared with it", () => {
  const parameters = { rollout: "0", stickiness: "userId", groupId: key };
  expect(percentBody(key, "t")).toEqual({
    name: "flexibleRollout",
    title: "t",
    parameters,
    constraints: [],
    segments: [],
  });
  expect(value(patchPercent(key, percentOf("10", title), { title: "t", rollout: 0 }), "/parameters")).toEqual(
    parameters,
  );
});
