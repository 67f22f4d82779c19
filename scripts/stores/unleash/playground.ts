import type { Callers, Evaluated } from "../store.ts";
import type { UnleashApi } from "./api.ts";
import { fieldsOf, type InEnvironment, listIn, strategiesIn } from "./feature.ts";
import type { Said } from "./refusal.ts";

/** One flag as the playground shows it to one caller. */
export interface Seen {
  readonly key: string;
  readonly inEnvironment: InEnvironment;
  /** By user id, empty for a caller without one. */
  readonly on: ReadonlyMap<string, boolean>;
}

/**
 * Unleash's playground evaluates every flag of a project as its SDKs do, from what the server holds now, and shows the
 * strategies it did it by: the one request that reads them all. (An export of the flags would do that too, and write
 * all of them into the audit log each time.)
 */
export function playground(
  api: UnleashApi,
  place: { readonly project: string; readonly environment: string },
  ids: readonly string[] | null,
): Promise<Said<readonly Seen[]>> {
  const { project, environment } = place;
  const context = { appName: "flaghoist", ...(ids !== null && { userId: ids.join(",") }) };
  const query = { environments: [environment], projects: [project], context };
  return api.ask("/playground/advanced", (json) => seenIn(json, environment), query);
}

function seenIn(json: unknown, environment: string): readonly Seen[] | null {
  const features = listIn(fieldsOf(json).features)?.map((one) => {
    const { name, environments } = fieldsOf(one);
    const answers = listIn(fieldsOf(environments)[environment])?.map(fieldsOf) ?? [];
    const { isEnabledInCurrentEnvironment: enabled, strategies } = answers[0] ?? {};
    const list = strategiesIn(fieldsOf(strategies).data);
    if (typeof name !== "string" || typeof enabled !== "boolean" || list === null) return null;
    const on = answers.map(
      ({ context, isEnabled }) => [String(fieldsOf(context).userId ?? ""), isEnabled === true] as const,
    );
    return { key: name, inEnvironment: { enabled, strategies: list }, on: new Map(on) };
  });
  return features?.every((one) => one !== null) ? features : null;
}

/** Ids in one request, and how often flags are evaluated for one question: a flag more is evaluated for each of them. */
const mostAtOnce = 25;
const mostEvaluations = 60_000;

/**
 * Each caller of each flag, asked for all flags together: first a caller without an id, then those whom most flags ask
 * about. In a large project the last of them are not asked, and nor is who cannot be.
 */
export async function evaluateAll(
  api: UnleashApi,
  place: { readonly project: string; readonly environment: string },
  asked: Callers,
): Promise<ReadonlyMap<string, Evaluated>> {
  const times = new Map<string | null, number>();
  for (const callers of asked.values()) for (const one of new Set(callers)) times.set(one, (times.get(one) ?? 0) + 1);
  const ids = [...times].filter(([id]) => isAskable(id)).sort(([, a], [, b]) => b - a);
  const groups = [...(times.has(null) ? [null] : []), ...inGroups(ids.map(([id]) => String(id)))];
  const found = await answersFor(api, place, groups);
  return new Map(
    [...asked].map(([key, callers]): readonly [string, Evaluated] => {
      if (!found.ok) return [key, { kind: "unknown", why: found.refusal.why }];
      const answers = found.value.get(key);
      if (answers === undefined && groups.length > 0)
        return [key, { kind: "unknown", why: "Unleash has no such flag" }];
      return [key, { kind: "answers", on: callers.map((caller) => answers?.get(caller ?? "") ?? null) }];
    }),
  );
}

/** By flag key, then by id. The playground limits flags times callers: what it refuses is asked in halves. */
async function answersFor(
  api: UnleashApi,
  place: { readonly project: string; readonly environment: string },
  groups: readonly (readonly string[] | null)[],
): Promise<Said<ReadonlyMap<string, ReadonlyMap<string, boolean>>>> {
  const answers = new Map<string, Map<string, boolean>>();
  const queue = [...groups];
  let evaluations = 0;
  for (let group = queue.shift(); group !== undefined && evaluations < mostEvaluations; group = queue.shift()) {
    const said = await playground(api, place, group);
    if (!said.ok && said.refusal.malformed && group !== null && group.length > 1) {
      const half = Math.ceil(group.length / 2);
      queue.unshift(group.slice(0, half), group.slice(half));
    } else if (!said.ok) return said;
    else {
      evaluations += said.value.length * (group?.length ?? 1);
      for (const { key, on } of said.value) answers.set(key, new Map([...(answers.get(key) ?? []), ...on]));
    }
  }
  return { ok: true, value: answers };
}

function inGroups(ids: readonly string[]): readonly (readonly string[])[] {
  const starts = Array.from({ length: Math.ceil(ids.length / mostAtOnce) }, (_, index) => index * mostAtOnce);
  return starts.map((start) => ids.slice(start, start + mostAtOnce));
}

/** The playground takes a list with commas; beyond ASCII the SDKs of Unleash do not agree about the hash. */
const isAskable = (id: string | null) => id !== null && /^[\x20-\x2b\x2d-\x7e]+$/.test(id);
