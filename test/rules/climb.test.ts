import { describe, expect, it } from "vitest";
import { ahead, guarded, raises, standingIndex, steps, toLeave } from "../../scripts/rules/climb.ts";
import { basePlanWith, settings } from "./plans.ts";

const stages = `stages:
  - { name: try-out, environment: staging, exposure: { percent: 100 } }
  - { name: uat, exposure: { actors: [{ name: Ada Reyes, id: { secret: A } }] } }
  - { name: canary, exposure: { percent: 10, actors: [{ name: Ada Reyes, id: { secret: A } }, { name: Lee Novak, id: { secret: B } }] } }
  - { name: look }
  - { name: half, exposure: { percent: 50 } }
`;
const plan = basePlanWith(stages).value;
const standingIn = (standing: string) => ({ ...plan, standing });

it("CLIMB-1  each step knows what its own environment showed before it", () => {
  const told = steps(plan).map(({ stage, before, percent, newActors }) => {
    return `${stage.name}: ${before.percent} (${before.stage?.name ?? "-"}) -> ${percent}, ${newActors.length} new`;
  });
  expect(told).toEqual([
    "try-out: 0 (-) -> 100, 0 new",
    "uat: 0 (-) -> 0, 1 new",
    "canary: 0 (-) -> 10, 1 new",
    "look: 10 (canary) -> 10, 0 new",
    "half: 10 (canary) -> 50, 0 new",
  ]);
  expect(steps(plan).map(raises)).toEqual([true, true, true, false, true]);
  expect(steps(plan).map((step) => guarded(step, settings))).toEqual([false, true, true, true, true]);
});

describe("CLIMB-2  what is ahead and what is still to be left follows the standing", () => {
  it.each`
    standing     | index | up                                              | left
    ${"planned"} | ${-1} | ${["try-out", "uat", "canary", "look", "half"]} | ${["try-out", "uat", "canary", "look", "half"]}
    ${"canary"}  | ${2}  | ${["look", "half"]}                             | ${["canary", "look", "half"]}
    ${"half"}    | ${4}  | ${[]}                                           | ${["half"]}
    ${"retired"} | ${5}  | ${[]}                                           | ${[]}
    ${"nowhere"} | ${-1} | ${["try-out", "uat", "canary", "look", "half"]} | ${["try-out", "uat", "canary", "look", "half"]}
  `("$standing", ({ standing, index, up, left }) => {
    expect(standingIndex(standingIn(standing))).toBe(index);
    expect(ahead(standingIn(standing)).map(({ stage }) => stage.name)).toEqual(up);
    expect(toLeave(standingIn(standing)).map(({ stage }) => stage.name)).toEqual(left);
  });
});
