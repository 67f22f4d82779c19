import type { Reading } from "../../flag/running.ts";
import { type Clock, realClock } from "../../http/retry.ts";
import type { UnleashApi } from "./api.ts";
import { confirmed, holdsAt } from "./confirmed.ts";
import { strategyEvents } from "./events.ts";
import { type Feature, featureIn, fieldsOf, listIn } from "./feature.ts";
import { readingOf } from "./reading.ts";
import { type Refusal, refuse, type Said } from "./refusal.ts";
import { isRemoved, stateOf } from "./state.ts";
import type { Patch, Step } from "./steps.ts";

export interface Looked {
  /** Null where there is no such flag. */
  readonly feature: Feature | null;
  readonly reading: Reading;
}

/** The flags of one project in one environment, one at a time. */
export interface Flags {
  readonly project: string;
  readonly environment: string;
  look(key: string): Promise<Said<Looked>>;
  send(key: string, step: Step): Promise<Said<unknown>>;
  /** Whether we may see the project and it has the environment: else no flag that is missing is gone. Asked only once. */
  exists(): Promise<Said<true>>;
}

/**
 * How long after archiving a flag is deleted, in milliseconds. Unleash tells itself of what was archived once a second,
 * and writes that down beside the flag: one that is deleted in that moment ends the whole server (seen with 7.5.1).
 */
const rest = 3000;

export function flagsIn(api: UnleashApi, project: string, environment: string, clock: Clock = realClock): Flags {
  const at = `/projects/${encodeURIComponent(project)}`;
  const pathOf = (key: string) => `${at}/features/${encodeURIComponent(key)}`;
  const within = (key: string) => `${pathOf(key)}/environments/${encodeURIComponent(environment)}`;
  let known: Said<true> | null = null;

  async function ask(): Promise<Said<true>> {
    const asked = await api.ask(`${at}/overview`, (json) => listIn(fieldsOf(json).environments));
    if (!asked.ok) return asked;
    const names = asked.value.map((one) =>
      typeof one === "string" ? one : (fieldsOf(one).environment ?? fieldsOf(one).name),
    );
    return names.includes(environment)
      ? { ok: true, value: true }
      : { ok: false, refusal: noEnvironment(project, environment) };
  }

  async function exists(): Promise<Said<true>> {
    if (known?.ok !== true) known = await ask();
    return known;
  }

  return {
    project,
    environment,
    async look(key) {
      const found = await api.ask(pathOf(key), featureIn);
      if (!found.ok && found.refusal.absent) {
        const there = await exists();
        return there.ok ? { ok: true, value: { feature: null, reading: { kind: "absent" } } } : there;
      }
      if (!found.ok) return found;
      const feature = found.value;
      const here = feature.environments.get(environment);
      if (here === undefined) return { ok: false, refusal: noEnvironment(project, environment) };
      if (isRemoved(here)) return { ok: true, value: { feature, reading: { kind: "absent" } } };
      const bare = !here.enabled && here.strategies.length === 0 && feature.parents.length === 0;
      if (bare && !(await strategyEvents(api, key, environment))) {
        return { ok: true, value: { feature, reading: { kind: "absent" } } };
      }
      return { ok: true, value: { feature, reading: readingOf(stateOf(key, here, feature.parents)) } };
    },
    async send(key, step) {
      switch (step.kind) {
        case "create":
          return api.send("POST", `${at}/features`, {
            name: key,
            type: "release",
            description: "Rolled out by its release plan",
          });
        case "add":
          return confirmed(await api.send("POST", `${within(key)}/strategies`, step.body), step.body);
        case "patch": {
          const path = `${within(key)}/strategies/${encodeURIComponent(step.strategy)}`;
          const said = await patched(api, path, step);
          return step.sets.reduce((all, { path: at, value }) => confirmed(all, value, at), said);
        }
        case "delete":
          return api.send("DELETE", `${within(key)}/strategies/${encodeURIComponent(step.strategy)}`);
        case "on":
        case "off":
          return api.send("POST", `${within(key)}/${step.kind}`);
        case "archive":
          return api.send("DELETE", pathOf(key));
        case "bury":
          await clock.sleep(rest);
          return api.send("DELETE", `/archive/${encodeURIComponent(key)}`);
      }
    },
    exists,
  };
}

/**
 * Up to version 6 a patch with a test is malformed, and nothing is done. Then the tests are made here, by reading just
 * before it is sent without them.
 */
async function patched(api: UnleashApi, path: string, { tests, sets }: Patch): Promise<Said<unknown>> {
  const guarded = await api.send("PATCH", path, [...tests, ...sets]);
  if (guarded.ok || !guarded.refusal.malformed || tests.length === 0) return guarded;
  const found = await api.ask(path, (strategy) => ({ strategy }));
  if (!found.ok) return found;
  if (tests.every(({ path: at, value }) => holdsAt(found.value.strategy, at, value))) {
    return api.send("PATCH", path, sets);
  }
  const why = `PATCH ${path} was not sent: the flag was changed since it was read: read again, then decide`;
  return { ok: false, refusal: refuse("conflict", why) };
}

function noEnvironment(project: string, environment: string): Refusal {
  return refuse(
    "not-found",
    `the project ${project} has no environment ${environment}: name one of Unleash's own in the settings`,
  );
}
