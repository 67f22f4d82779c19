import { expect, it } from "vitest";
import { everyone, exposure, nobody } from "../../../scripts/flag/exposure.ts";
import { recorded } from "../../../scripts/flag/recorded.ts";
import { stateOf } from "../../../scripts/stores/unleash/state.ts";
import { nextPhase } from "../../../scripts/stores/unleash/steps.ts";
import { done, noteIn } from "../../../scripts/stores/unleash/title.ts";
import { writing } from "../../conformance/exposures.ts";
import { actorsOf, everyoneOf, key, off, on, percentOf } from "./flags-of.ts";

const wanted = writing(key, exposure(["a"], 10));
const title = done(writing(key, nobody).applied);
const phaseOf = (...[one, write = wanted]: [Parameters<typeof stateOf>[1], typeof wanted?]) =>
  nextPhase(key, stateOf(key, one, []), write);

it("UNLEASH-93  a flag that is not there begins with nobody, and its record says so", () => {
  const made = nextPhase(key, null, wanted)!;
  expect(made).toMatchObject({
    name: "create",
    steps: [{ kind: "create" }, { kind: "add", body: { parameters: { rollout: "0" } } }],
  });
  const { body } = made.steps[1] as { body: { title: string } };
  expect(noteIn(body.title)!.applied).toMatchObject({
    exposure: recorded(nobody),
    standing: expect.stringMatching(/, interrupted$/),
  });
});

it("UNLEASH-94  what an environment that is off still holds is emptied before it is switched on", () => {
  const held = off(percentOf("10", title), actorsOf(["x"]), everyoneOf());
  expect(phaseOf(held)).toMatchObject({
    name: "open",
    steps: [{ kind: "patch" }, { kind: "delete", strategy: "e" }, { kind: "delete", strategy: "a" }, { kind: "on" }],
  });
  expect(phaseOf(off(percentOf("0", title)))).toEqual({ name: "open", steps: [{ kind: "on" }] });
  expect(phaseOf(off(percentOf("0", title, { disabled: true })))).toMatchObject({
    steps: [{ kind: "patch", sets: [{}, {}, { path: "/disabled", value: false }] }, { kind: "on" }],
  });
});

it("UNLEASH-95  a person's strategies get their titles before the percentage gets its record", () => {
  const made = on(percentOf("10", null), actorsOf(["a"], { title: null }));
  expect(phaseOf(made)).toMatchObject({ name: "adopt", steps: [{ strategy: "a" }] });
  const titled = on(percentOf("10", null), actorsOf(["a"]));
  expect(phaseOf(titled)).toMatchObject({
    name: "move",
    steps: [{ strategy: "p", tests: [{ path: "/title", value: null }, {}] }],
  });
});

it("UNLEASH-96  to nobody: the percentage first, then off, then the rest; nothing to send where nothing is left", () => {
  const write = writing(key, nobody);
  expect(phaseOf(on(percentOf("10", title), everyoneOf()), write)!.steps.map(({ kind }) => kind)).toEqual([
    "patch",
    "off",
    "delete",
    "patch",
  ]);
  expect(phaseOf(on(percentOf("0", title)), write)).toMatchObject({ steps: [{ kind: "off" }] });
  expect(phaseOf(off(percentOf("0", title)), write)).toBeNull();
  expect(phaseOf(on(percentOf("10", title)), writing(key, everyone))!.steps.at(-1)).toMatchObject({
    kind: "patch",
    strategy: "p",
  });
});
