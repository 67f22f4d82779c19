import { DateTime, Duration } from "luxon";
import { actorKey } from "../flag/ladder.ts";
import type { Actor, ReleasePlan, Stage, Window } from "../flag/plan.ts";

export type Leaf = string | number | boolean | null;
export interface Tree {
  readonly [key: string]: Leaf | Tree;
}

/**
 * All of a plan that any gate, store or person relies on, as a tree of plain leaves, so that two plans can be compared
 * whole. Prose is left out: titles, links, descriptions, the words of the rollback, of a waiver and of a window, names
 * of actors, launch questions and free sections. What is named by its author is filed under that name, not its place.
 */
export function material(plan: ReleasePlan): Tree {
  return {
    standing: plan.standing,
    owner: plan.owner,
    timezone: plan.timezone,
    flags: keyed(
      plan.flags,
      ({ key }) => key,
      ({ variants }) => ({ on: json(variants.on), off: json(variants.off) }),
    ),
    validation: keyed(
      plan.validation,
      ({ text }) => text,
      ({ done }) => ({ done }),
    ),
    approvals: set(plan.approvals),
    rollback: plan.rollback && { to: plan.rollback.to, watchers: set(plan.rollback.watchers) },
    rollout: bounds(plan.rollout),
    cohorts: set(plan.cohorts),
    metrics: keyed(
      plan.metrics,
      ({ name }) => name,
      ({ name: _, title: __, ...metric }) => tree(metric),
    ),
    order: plan.stages.map(({ name }) => name).join(", "),
    stages: keyed(plan.stages, ({ name }) => name, stage),
    cleanup: keyed(
      plan.cleanup,
      ({ text }) => text,
      ({ done }) => ({ done }),
    ),
    reverts: tree(plan.reverts),
  };
}

function stage(stage: Stage): Tree {
  return {
    environment: stage.environment,
    percent: stage.exposure?.percent ?? null,
    checkIn: stage.exposure === null,
    actors: set((stage.exposure?.actors ?? []).map((actor: Actor) => actorKey(actor))),
    window: bounds(stage.window),
    soak: stage.soak.toISO(),
    criteria: set(stage.criteria),
    criteriaWaived: stage.criteriaWaived !== null,
    confirms: set(stage.confirms),
    expected: tree(stage.expected),
    results: {
      answers: tree(stage.results.answers),
      confirmed: set(stage.results.confirmed),
      observed: tree(stage.results.observed),
      measured: Object.fromEntries(Object.entries(stage.results.measured).map(([name, value]) => [name, json(value)])),
    },
  };
}

const bounds = (window: Window | null) => window && tree({ opens: window.opens, closes: window.closes });

/** Filed under its name; a name used twice is filed under `name (2)`, so that no entry hides another. */
function keyed<T>(items: readonly T[], name: (item: T) => string, value: (item: T) => Tree): Tree {
  const filed = new Map<string, Tree>();
  for (const item of items) {
    let key = name(item);
    for (let nth = 2; filed.has(key); nth++) key = `${name(item)} (${nth})`;
    filed.set(key, value(item));
  }
  return Object.fromEntries(filed);
}

const set = (names: readonly string[]): Tree =>
  keyed(
    names,
    (name) => name,
    () => ({ there: true }),
  );

function tree(value: object): Tree {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

function plain(value: unknown): Leaf | Tree {
  if (DateTime.isDateTime(value)) return value.toUTC().toISO();
  if (Duration.isDuration(value)) return value.toISO();
  if (typeof value === "object" && value !== null) return tree(value);
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

/** A value of any shape as one leaf: JSON with its keys in order. */
export function json(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) =>
      typeof inner === "object" && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ) ?? "null"
  );
}
