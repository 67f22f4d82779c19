import type { Reading } from "../../flag/running.ts";
import type { UnleashApi } from "./api.ts";
import { fieldsOf, listIn } from "./feature.ts";
import type { Flags } from "./flags.ts";
import { playground } from "./playground.ts";
import { readingOf } from "./reading.ts";
import type { Refusal, Said } from "./refusal.ts";
import { isRemoved, stateOf } from "./state.ts";

/** Up to here flags are asked for by name; beyond, the whole project costs less. */
const byName = 6;
/** The most that Unleash lists at a time. */
const page = 100;

/**
 * Few flags by name, many with two requests, however many they are. The playground does not say which flags depend on
 * others: where any does, a list of them is paged through. Those, and flags that have nothing here, are asked by name;
 * so are a few that are missing, which may be in another project.
 */
export async function readAll(
  api: UnleashApi,
  flags: Flags,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Reading>> {
  if (keys.length <= byName) return new Map(await each(flags, keys));
  const seen = await playground(api, flags, null);
  // A project too large for the playground is still read flag by flag.
  if (!seen.ok && seen.refusal.malformed) return new Map(await each(flags, keys));
  if (!seen.ok) return unreadable(keys, seen.refusal);
  const children = await childrenIn(api, flags.project);
  if (!children.ok) return unreadable(keys, children.refusal);
  const all = new Map(seen.value.map(({ key, inEnvironment }) => [key, inEnvironment]));
  const many = keys.filter((key) => !all.has(key)).length > byName;
  const there = many ? await flags.exists() : null;
  const known = (key: string): Reading | null => {
    const here = all.get(key);
    if (here === undefined && there?.ok === false) return { kind: "unreadable", why: there.refusal.why };
    if (here === undefined) return many ? { kind: "absent" } : null;
    if (isRemoved(here)) return { kind: "absent" };
    return here.strategies.length === 0 || children.value.has(key) ? null : readingOf(stateOf(key, here, []));
  };
  const found = keys.map((key) => [key, known(key)] as const);
  const closer = found.flatMap(([key, reading]) => (reading === null ? [key] : []));
  const readings = new Map(await each(flags, closer));
  return new Map(found.map(([key, reading]) => [key, reading ?? readings.get(key)!]));
}

function unreadable(keys: readonly string[], { why }: Refusal): ReadonlyMap<string, Reading> {
  return new Map(keys.map((key) => [key, { kind: "unreadable", why }]));
}

/** The flags that depend on others. Where none does, which is asked first, no list is. */
async function childrenIn(api: UnleashApi, project: string): Promise<Said<ReadonlySet<string>>> {
  const path = `/projects/${encodeURIComponent(project)}/dependencies`;
  const any = await api.ask(path, (json) => (typeof json === "boolean" ? { any: json } : null));
  if (!any.ok) return any;
  const children = new Set<string>();
  for (let offset = 0, total = any.value.any ? 1 : 0; offset < total; offset += page) {
    const query = `project=IS:${encodeURIComponent(project)}&limit=${page}&offset=${offset}`;
    const found = await api.ask(`/search/features?${query}`, (json) => {
      const { features, total } = fieldsOf(json);
      const list = listIn(features)?.map(fieldsOf);
      return list === undefined || typeof total !== "number" ? null : { list, total };
    });
    if (!found.ok) return found;
    total = found.value.total;
    for (const { name, dependencyType } of found.value.list) {
      if (dependencyType === "child") children.add(String(name));
    }
  }
  return { ok: true, value: children };
}

async function each(flags: Flags, keys: readonly string[]): Promise<readonly (readonly [string, Reading])[]> {
  const readings: (readonly [string, Reading])[] = [];
  for (const key of keys) {
    const looked = await flags.look(key);
    readings.push([key, looked.ok ? looked.value.reading : { kind: "unreadable", why: looked.refusal.why }]);
  }
  return readings;
}
