import fc from "fast-check";
import { Duration } from "luxon";
import { ladder } from "../../scripts/flag/ladder.ts";
import type { ReleasePlan, Stage } from "../../scripts/flag/plan.ts";
import { revertOf } from "./moves.ts";
import { actor, plan, ratio, stage, windowOf } from "./plans.ts";

const names = ["uat", "canary", "half", "full", "check"];
const people = ["ada", "sam", "lee"];
const shares = [null, 0, 5, 10, 50, 100];
const metrics = [[ratio("download-errors")], [ratio("download-errors", { minSamples: 1 })]];
const environments = ["staging", "production"];

const exposures = fc.oneof(
  fc.constant(null),
  fc.record({
    actors: fc.subarray(people).map((some) => some.map(actor)),
    percent: fc.constantFrom(...shares),
  }),
);

const stages = (name: string): fc.Arbitrary<Stage> =>
  fc
    .record({
      environment: fc.constantFrom(...environments),
      exposure: exposures,
      soak: fc.constantFrom(...["PT4H", "P1D", "P7D"].map((text) => Duration.fromISO(text))),
      window: fc.constantFrom(null, windowOf("2025-03-12", "2025-03-13"), windowOf("2025-03-11", "2025-03-14")),
      criteria: fc.subarray(["download-errors", "other"]),
      confirms: fc.subarray(["They can see it"]),
      results: fc.record({
        answers: fc.record(
          { uniqueUsers: fc.constantFrom(null, 3), changes: fc.constantFrom(null, "tbd") },
          { requiredKeys: [] },
        ),
        confirmed: fc.subarray(["They can see it"]),
        observed: fc.constant({}),
        measured: fc.constant({}),
      }),
    })
    .map((parts) => stage(name, parts));

const ladders = fc
  .shuffledSubarray(names, { minLength: 1 })
  .chain((some) => fc.tuple(...some.map(stages)))
  .map((all) => [...all]);

/** Any plan, standing anywhere on a ladder of any stages, falling percents included: rules refuse some, moves must not care. */
export const plans: fc.Arbitrary<ReleasePlan> = ladders.chain((all) =>
  fc
    .record({
      standing: fc.constantFrom(...ladder({ stages: all })),
      approvals: fc.subarray(["product", "engineering", "octo"]),
      flags: fc
        .subarray(["a", "b"], { minLength: 1 })
        .map((keys) => keys.map((key) => ({ key, description: "", variants: { on: true, off: false } }))),
      reverts: fc.constantFrom([], [revertOf("canary")], [revertOf("canary", { resolved: "fixed" })]),
      validation: fc.constantFrom([], [{ done: true, text: "T" }], [{ done: false, text: "T" }]),
      metrics: fc.constantFrom(...metrics),
    })
    .map((parts) => plan({ ...parts, stages: all })),
);

type Edit = (before: ReleasePlan, other: ReleasePlan, at: number) => ReleasePlan;

const nth = (list: readonly Stage[], at: number) => list[at % list.length]?.name ?? "none";
const swap = (list: readonly Stage[], at: number, one: Stage) =>
  list.map((old, i) => (i === at % list.length ? one : old));

/** What is legal only where it meets the right plan, and so is tried more often. */
const moves: readonly Edit[] = [
  (before) => ({ ...before, standing: ladder(before)[ladder(before).indexOf(before.standing) + 1] ?? before.standing }),
  (before) => ({ ...before, standing: "planned", reverts: [...before.reverts, revertOf(before.standing)] }),
  (before) => ({ ...before, standing: "retired" }),
];

/** One thing said differently: what people do to a plan, and what somebody would try. */
const edits: readonly Edit[] = [
  ...[...moves, ...moves, ...moves],
  (before, _, at) => ({ ...before, standing: ladder(before)[at % ladder(before).length]! }),
  (before, other) => ({ ...before, stages: other.stages }),
  (before, other, at) => ({
    ...before,
    stages: swap(before.stages, at, { ...(other.stages[0] ?? stage("x")), name: nth(before.stages, at) }),
  }),
  (before, _, at) => ({ ...before, stages: before.stages.filter((__, i) => i !== at % before.stages.length) }),
  (before) => ({ ...before, stages: before.stages.toReversed() }),
  (before) => ({
    ...before,
    stages: [stage("sneak", { exposure: { actors: [actor("eve")], percent: 20 } }), ...before.stages],
  }),
  (before, other) => ({ ...before, flags: other.flags }),
  (before, other) => ({ ...before, approvals: other.approvals }),
  (before, other) => ({ ...before, reverts: other.reverts }),
  (before, other) => ({ ...before, validation: other.validation }),
  (before, other) => ({ ...before, metrics: other.metrics }),
  (before) => ({ ...before, title: "another", links: { outline: "https://example.gov" } }),
];

/** Two sides of one plan: the head is the base after up to three edits. */
export const changes: fc.Arbitrary<{ readonly base: ReleasePlan; readonly head: ReleasePlan }> = fc
  .tuple(plans, plans, fc.array(fc.tuple(fc.nat(edits.length - 1), fc.nat(9)), { maxLength: 3 }))
  .map(([base, other, chosen]) => ({
    base,
    head: chosen.reduce((before, [which, at]) => edits[which]!(before, other, at), base),
  }));
