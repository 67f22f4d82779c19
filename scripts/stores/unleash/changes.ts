import { type Exposure, everyone, exposure } from "../../flag/exposure.ts";
import type { Write } from "../../flag/running.ts";
import type { Strategy } from "./feature.ts";
import { actorsIn, percentIn, type State, shownBy } from "./state.ts";
import type { Operation, Step } from "./steps.ts";
import { begun, done, titleOf } from "./title.ts";

/** The percentage strategy at 0 %. What is left out Unleash fills in with 100 % of everybody, so nothing is. */
export function percentBody(key: string, title: string) {
  return { name: "flexibleRollout", title, parameters: drawn(key, 0), constraints: [], segments: [] };
}

const drawn = (key: string, percent: number) => ({ rollout: String(percent), stickiness: "userId", groupId: key });

/**
 * Changes title and percentage in one request, where they still are what was read. `anew` draws the people by the key
 * again, for where nobody is drawn now whom that could exchange.
 */
export function patchPercent(
  key: string,
  { id, title, parameters, disabled }: Strategy,
  to: { readonly title: string; readonly rollout?: number; readonly anew?: boolean },
): Step {
  const { rollout, anew = rollout === 0 } = to;
  const sets: Operation[] = [{ op: "replace", path: "/title", value: to.title }];
  if (rollout !== undefined && anew) sets.push({ op: "replace", path: "/parameters", value: drawn(key, rollout) });
  else if (rollout !== undefined) sets.push({ op: "replace", path: "/parameters/rollout", value: String(rollout) });
  if (rollout !== undefined && disabled) sets.push({ op: "replace", path: "/disabled", value: false });
  const tests: Operation[] = [
    { op: "test", path: "/title", value: title },
    { op: "test", path: "/parameters/rollout", value: parameters.rollout },
  ];
  return { kind: "patch", strategy: id, tests, sets };
}

/** What changes in an environment that is on. One request where only the percentage moves, else a beginning and an end. */
export function changesOf(key: string, state: State, percent: Strategy, write: Write): readonly Step[] {
  const { applied } = write;
  const wanted = write.exposure ?? everyone;
  const all = wanted.percent === 100;
  const wasAll = shownBy(state).percent === 100;
  const actors = actorsIn(state.actors);
  const now = percentIn(percent);
  const rollout = all ? now : wanted.percent;
  const others = [...(all ? [] : listed(key, state.actors, wanted.actors)), ...opened(state, all)];
  const drawnNow = now > 0 && !wasAll;
  const moves = percent.disabled || String(rollout) !== percent.parameters.rollout;
  const set = (value: number) => ({ rollout: value, anew: !drawnNow });
  if (others.length === 0) return [patchPercent(key, percent, { title: done(applied), ...(moves && set(rollout)) })];

  // Behind an open door the percentage may be set at once; else only as far as it falls.
  const at = wasAll ? rollout : Math.min(now, rollout);
  const between = (list: readonly string[], value: number): Exposure => exposure(list, value);
  const title = begun(state.note, applied, [
    shownBy(state),
    ...(wasAll || all ? [everyone] : []),
    between(actors, at),
    between(all ? actors : wanted.actors, at),
    wanted,
  ]);
  const moved = percent.disabled || String(at) !== percent.parameters.rollout;
  const begins = patchPercent(key, percent, { title, ...(moved && set(at)) });
  const begunAs = { ...percent, title, disabled: false, parameters: { ...percent.parameters, rollout: String(at) } };
  const ends = { title: done(applied), ...(at !== rollout && set(rollout)) };
  return [begins, ...others, patchPercent(key, begunAs, ends)];
}

/** The list of actors as wanted: made, replaced as a whole, or taken away. Unleash refuses an empty list. */
function listed(key: string, now: Strategy | null, wanted: readonly string[]): readonly Step[] {
  const values = actorsIn(now);
  if (now === null) return wanted.length === 0 ? [] : [{ kind: "add", body: actorsBody(key, wanted) }];
  if (wanted.length === 0) return [{ kind: "delete", strategy: now.id }];
  if (!now.disabled && values.length === wanted.length && wanted.every((id) => values.includes(id))) return [];
  const path = "/constraints/0/values";
  const tests: Operation[] = [{ op: "test", path, value: now.constraints[0]?.values }];
  const sets: Operation[] = [{ op: "replace", path, value: wanted }];
  if (now.disabled) sets.push({ op: "replace", path: "/disabled", value: false });
  return [{ kind: "patch", strategy: now.id, tests, sets }];
}

function actorsBody(key: string, values: readonly string[]) {
  const constraint = { contextName: "userId", operator: "IN", values, inverted: false, caseInsensitive: false };
  return {
    name: "flexibleRollout",
    title: titleOf("actors"),
    parameters: drawn(key, 100),
    constraints: [constraint],
    segments: [],
  };
}

/** Everyone is the strategy that asks for nothing, not even an id. */
function opened({ everyone: strategy }: State, all: boolean): readonly Step[] {
  if (!all) return strategy === null ? [] : [{ kind: "delete", strategy: strategy.id }];
  if (strategy === null) {
    const body = { name: "default", title: titleOf("everyone"), parameters: {}, constraints: [], segments: [] };
    return [{ kind: "add", body }];
  }
  if (!strategy.disabled) return [];
  const sets: Operation[] = [{ op: "replace", path: "/disabled", value: false }];
  return [{ kind: "patch", strategy: strategy.id, tests: [], sets }];
}
