import { describeExposure, type Exposure, exposure } from "../../flag/exposure.ts";
import { sameApplied } from "../../flag/recorded.ts";
import type { Write } from "../../flag/running.ts";
import type { Json } from "../flagd/json.ts";
import { fallthroughOf, percentIn } from "./fallthrough.ts";
import type { Flag, FlagEnvironment } from "./flag.ts";
import { isNamed, lookAt } from "./look.ts";
import { propertyKey, rememberedIn, toProperty } from "./record.ts";
import type { Pair } from "./variations.ts";

/** One operation of RFC 6902. */
export interface Operation {
  readonly op: "test" | "add" | "replace" | "remove";
  readonly path: string;
  readonly value?: unknown;
}

export const escaped = (segment: string) => segment.replaceAll("~", "~0").replaceAll("/", "~1");

export const pathOf = (environment: string, field: string) => `/environments/${escaped(environment)}/${field}`;

/**
 * What must still be so for a write to count: the flag in this environment as it was read, by its version, and our
 * record of it, which is a property of the flag and moves no version.
 */
export function testsOf(flag: Flag, environment: string, { version }: FlagEnvironment): readonly Operation[] {
  const key = propertyKey(environment);
  const held: readonly Operation[] = Object.hasOwn(flag.properties, key)
    ? [{ op: "test", path: `/customProperties/${escaped(key)}`, value: flag.properties[key] }]
    : [];
  return [{ op: "test", path: pathOf(environment, "version"), value: version }, ...held];
}

/**
 * From what an environment holds to what is wanted, in one patch: what lowers first, targeting on last. What is not
 * ours stays where it is; then only turning off is left, and nothing else of the environment is touched.
 */
export function operationsFor(
  environment: string,
  here: FlagEnvironment,
  pair: Pair,
  wanted: Exposure,
): readonly Operation[] {
  const path = (field: string) => pathOf(environment, field);
  const change = (field: string, is: unknown, to: unknown): readonly Operation[] =>
    is === to ? [] : [{ op: is === null ? "add" : "replace", path: path(field), value: to }];
  const off = wanted.percent === 0 && wanted.actors.length === 0;
  const safe = change("offVariation", here.offVariation, pair.off);
  if (off && lookAt(here, pair).fixed.length > 0) return [...safe, ...change("on", here.on, false)];
  return [
    ...safe,
    ...(off ? change("on", here.on, false) : []),
    ...targetsTo(here, pair, wanted.actors, path("targets")),
    ...shareTo(here.fallthrough, pair, wanted.percent, path("fallthrough")),
    ...(off ? [] : change("on", here.on, true)),
  ];
}

function shareTo(is: Json, pair: Pair, percent: number, path: string): readonly Operation[] {
  const found = percentIn(is, pair);
  if (found.kind === "share" && found.percent === percent) return [];
  return [{ op: "replace", path, value: fallthroughOf(pair, percent) }];
}

/** By index, so the tests that go with it matter: the list is the one that was read. Others' entries are not moved before us. */
function targetsTo(here: FlagEnvironment, pair: Pair, actors: readonly string[], path: string): readonly Operation[] {
  const wanted = exposure(actors, 0).actors;
  const mine = here.targets.flatMap((one, index) => (isNamed(one, pair) ? [{ index, values: one.values }] : []));
  const [first, ...others] = mine;
  const drops = (list: typeof mine) =>
    [...list].reverse().map(({ index }): Operation => ({ op: "remove", path: `${path}/${index}` }));
  if (wanted.length === 0) return drops(mine);
  const value = { variation: pair.on, values: wanted };
  if (first === undefined) return [{ op: "add", path: `${path}/-`, value }];
  const same = exposure(first.values, 0).actors.join("\n") === wanted.join("\n");
  const kept: readonly Operation[] = same
    ? []
    : [{ op: "replace", path: `${path}/${first.index}/values`, value: wanted }];
  return [...drops(others), ...kept];
}

/** Our record, where it says something else. */
export function recordTo(flag: Flag, environment: string, { applied }: Write, removed: boolean): readonly Operation[] {
  const value = toProperty(environment, applied, removed);
  const before = rememberedIn(flag.properties, environment);
  const same = removed
    ? before.kind === "removed"
    : before.kind === "applied" && sameApplied(before.applied, applied) && before.applied.at === applied.at;
  return same ? [] : [{ op: "add", path: `/customProperties/${escaped(propertyKey(environment))}`, value }];
}

/** What the audit log of LaunchDarkly shows beside a change. */
export function commentOf({ exposure: wanted, applied }: Write): string {
  const { plan, standing, commit } = applied;
  const what = wanted === null ? "removed" : describeExposure(wanted);
  return `Flaghoist: ${plan} at ${standing}, ${what}; commit ${commit.slice(0, 10)}`;
}
