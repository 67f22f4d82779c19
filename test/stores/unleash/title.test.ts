import { expect, it } from "vitest";
import { exposure, nobody } from "../../../scripts/flag/exposure.ts";
import { recorded } from "../../../scripts/flag/recorded.ts";
import { begun, done, noteIn, roleIn, titleOf, tombstone } from "../../../scripts/stores/unleash/title.ts";
import { writing } from "../../conformance/exposures.ts";

const { applied } = writing("f", exposure(["ada@example.gov"], 10));
const next = writing("f", exposure(["ada@example.gov"], 50)).applied;

it("UNLEASH-80  a title gives back the record that was written in it, and names nobody", () => {
  expect(noteIn(done(applied))).toEqual({ applied, pending: null });
  expect(done(applied)).not.toContain("ada");
});

it("UNLEASH-81  a write that was begun is beside what was applied before, with each state once", () => {
  const states = [nobody, exposure(["a"], 10), nobody];
  const first = begun({ applied, pending: null }, next, states);
  expect(noteIn(first)).toEqual({ applied, pending: { applied: next, states: states.slice(0, 2).map(recorded) } });
  const again = noteIn(begun(noteIn(first), next, [exposure(["b"], 20)]));
  expect(again!.pending!.states).toHaveLength(3);
  expect(noteIn(begun(null, next, []))).toMatchObject({ applied: null, pending: { applied: next } });
});

it("UNLEASH-82  a title tells its strategy's role, and nobody else's title does", () => {
  expect([titleOf("actors"), titleOf("everyone"), done(applied), tombstone].map(roleIn)).toEqual([
    "actors",
    "everyone",
    "percent",
    "percent",
  ]);
  for (const other of [null, "", "percent", "[flaghoist]", "[flaghoist] beta", "x [flaghoist] actors"]) {
    expect(roleIn(other)).toBeNull();
  }
});

it.each([
  tombstone,
  "[flaghoist] percent",
  "[flaghoist] percent {",
  '[flaghoist] percent {"applied":{}}',
  done(applied).slice(0, -9),
])("UNLEASH-83  %s holds no record: a guess is none", (title) => {
  expect(noteIn(title)).toBeNull();
});
