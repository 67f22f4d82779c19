import { nobody } from "../../flag/exposure.ts";
import { recorded, sameApplied } from "../../flag/recorded.ts";
import type { Write } from "../../flag/running.ts";
import { changesOf, patchPercent, percentBody } from "./changes.ts";
import type { Strategy } from "./feature.ts";
import { interrupted } from "./reading.ts";
import { actorsIn, percentIn, type State } from "./state.ts";
import { begun, done, roleIn, titleOf } from "./title.ts";

/** One request of the Admin API. The path stands below the flag; `strategy` below its strategies of the environment. */
export type Step =
  | { readonly kind: "create" }
  | { readonly kind: "add"; readonly body: unknown }
  | Patch
  | { readonly kind: "delete"; readonly strategy: string }
  | { readonly kind: "on" | "off" | "archive" | "bury" };

/** What is set, where what was read still stands. */
export interface Patch {
  readonly kind: "patch";
  readonly strategy: string;
  readonly tests: readonly Operation[];
  readonly sets: readonly Operation[];
}

/** Of a JSON Patch (RFC 6902). */
export interface Operation {
  readonly op: "test" | "replace";
  readonly path: string;
  readonly value: unknown;
}

/** Steps that may be sent without looking in between; afterwards the flag is read, and what is left is planned anew. */
export interface Phase {
  readonly name: "create" | "adopt" | "open" | "move";
  readonly steps: readonly Step[];
}

/**
 * What is to be sent next to bring a flag (null: there is none) to a write's exposure, in an order in which nobody ever
 * sees it who neither saw it before nor shall see it: what is new begins with nobody; an environment is switched on only
 * while our percentage stands at 0 %, because switching on what has no active strategy launches it to everyone; lowering
 * comes before raising, and the percentage, with its record, last. Null where nothing is left to send.
 * https://docs.getunleash.io/api-overview
 */
export function nextPhase(key: string, state: State | null, write: Write): Phase | null {
  const { applied } = write;
  const wanted = write.exposure ?? nobody;
  const empty = wanted.percent === 0 && wanted.actors.length === 0;
  const asNobody = done(empty ? applied : interrupted(applied, recorded(nobody)));
  const first: Step = { kind: "add", body: percentBody(key, asNobody) };
  if (state === null) return { name: "create", steps: [{ kind: "create" }, first] };
  const untitled = [...titled("actors", state.actors), ...titled("everyone", state.everyone)];
  if (untitled.length > 0) return { name: "adopt", steps: untitled };
  if (state.percent === null) return { name: "create", steps: [first] };
  const { enabled, percent, note } = state;
  if (empty) return phase("move", toNobody(key, state, percent, write));
  if (enabled) return phase("move", changesOf(key, state, percent, write));
  const rests =
    note !== null &&
    note.pending === null &&
    note.applied?.exposure.percent === 0 &&
    note.applied.exposure.actors === 0;
  const cleared =
    rests && !percent.disabled && percent.parameters.rollout === "0"
      ? []
      : [patchPercent(key, percent, { title: asNobody, rollout: 0 })];
  return { name: "open", steps: [...cleared, ...deletions(state), { kind: "on" }] };
}

const phase = (name: Phase["name"], steps: readonly Step[]): Phase | null =>
  steps.length === 0 ? null : { name, steps };

/** Everybody loses it: the percentage at once, then the environment is off, and then what is left of the rest goes. */
function toNobody(key: string, state: State, percent: Strategy, { applied }: Write): readonly Step[] {
  const { enabled, note } = state;
  const others: readonly Step[] = [...(enabled ? [{ kind: "off" } as const] : []), ...deletions(state)];
  const last = patchPercent(key, percent, { title: done(applied), rollout: 0 });
  const rests = percent.parameters.rollout === "0" && note?.pending === null && sameApplied(note.applied, applied);
  if (deletions(state).length === 0) return [...(rests ? [] : [last]), ...others];
  const actors = actorsIn(state.actors);
  const states = [nobody, { actors, percent: 0 }, { actors, percent: percentIn(percent) }];
  const title = begun(note, applied, states);
  return [
    patchPercent(key, percent, { title, rollout: 0 }),
    ...others,
    patchPercent(
      key,
      { ...percent, title, parameters: { ...percent.parameters, rollout: "0" } },
      { title: done(applied) },
    ),
  ];
}

const deletions = ({ actors, everyone }: State): readonly Step[] =>
  [everyone, actors].flatMap((one) => (one === null ? [] : [{ kind: "delete", strategy: one.id } as const]));

/** Strategies of the same shape that a person made become ours by their title; the percentage's comes with its record. */
function titled(role: "actors" | "everyone", strategy: Strategy | null): readonly Step[] {
  if (strategy === null || roleIn(strategy.title) === role) return [];
  const { id, title } = strategy;
  const tests = [{ op: "test", path: "/title", value: title }] as const;
  return [{ kind: "patch", strategy: id, tests, sets: [{ op: "replace", path: "/title", value: titleOf(role) }] }];
}
