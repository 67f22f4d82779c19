import { expect, it } from "vitest";
import { everyone, exposure, nobody } from "../../../scripts/flag/exposure.ts";
import { recorded, untouched } from "../../../scripts/flag/recorded.ts";
import type { InEnvironment } from "../../../scripts/stores/unleash/feature.ts";
import { readingOf } from "../../../scripts/stores/unleash/reading.ts";
import { stateOf } from "../../../scripts/stores/unleash/state.ts";
import { begun, done, noteIn } from "../../../scripts/stores/unleash/title.ts";
import { runningOf, writing } from "../../conformance/exposures.ts";
import { actorsOf, everyoneOf, key, off, on, percentOf } from "./flags-of.ts";

const at10 = writing(key, exposure([], 10)).applied;
const at50 = writing(key, exposure(["a"], 50)).applied;
const title = begun(noteIn(done(at10)), at50, [exposure([], 10), exposure(["a"], 10), exposure(["a"], 50)]);
const read = (one: InEnvironment) => runningOf(readingOf(stateOf(key, one, [])))!;

it("UNLEASH-89  a write on its way is our own work wherever it got to, and its record is of no stage", () => {
  for (const one of [on(percentOf("10", title)), on(percentOf("10", title), actorsOf(["a"]))]) {
    const running = read(one);
    expect(running.applied).toEqual({
      ...at50,
      exposure: recorded(running.exposure),
      standing: `${at50.standing}, interrupted`,
    });
    expect(untouched(running)).toBe(true);
  }
});

it("UNLEASH-90  a state that no write of ours leaves, or an environment that is off, is somebody's hand", () => {
  expect(read(on(percentOf("30", title)))).toMatchObject({ exposure: exposure([], 30), applied: at10 });
  const shut = read(off(percentOf("10", title), actorsOf(["a"])));
  expect(shut).toMatchObject({ exposure: nobody, applied: { exposure: at50.exposure } });
  expect(untouched(shut)).toBe(false);
  const closing = begun(noteIn(done(at10)), writing(key, nobody).applied, [exposure([], 10)]);
  expect(untouched(read(off(percentOf("0", closing), actorsOf(["a"]))))).toBe(true);
});

it("UNLEASH-91  what is not ours is everyone while it is on, and nobody while it is off", () => {
  const theirs = percentOf("30", "beta");
  expect(read(on(percentOf("10", done(at10)), theirs))).toMatchObject({
    exposure: everyone,
    foreign: [expect.any(String)],
  });
  expect(read(off(percentOf("10", done(at10)), theirs))).toMatchObject({
    exposure: nobody,
    foreign: [expect.any(String)],
  });
});

it("UNLEASH-92  people drawn by something else than the key are named where some are drawn and some are not", () => {
  const other = { parameters: { rollout: "10", stickiness: "userId", groupId: "other" } };
  const strategy = percentOf("10", done(at10), other);
  expect(read(on(strategy)).cohort).toBe('unleash-murmur3 of "userId" in the group "other"');
  for (const one of [off(strategy), on(strategy, everyoneOf()), on(percentOf("10", done(at10)))]) {
    expect(read(one)).not.toHaveProperty("cohort");
  }
});
