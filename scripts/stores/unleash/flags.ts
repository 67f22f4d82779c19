import type { Reading } from "../../flag/running.ts";
import { type Clock, realClock } from "../../http/retry.ts";
import type { UnleashApi } from "./api.ts";
import { strategyEvents } from "./events.ts";
import { type Feature, featureIn, fieldsOf, listIn } from "./feature.ts";
import { readingOf } from "./reading.ts";
import { type Refusal, refuse, type Said } from "./refusal.ts";
import { isRemoved, stateOf } from "./state.ts";
import type { Step } from "./steps.ts";

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
  /** Whether the project has the environment; asked before a flag is made there, and only once. */
  knowsEnvironment(): Promise<Said<true>>;
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

  async function knowsEnvironment(): Promise<Said<true>> {
    const asked = await api.ask(`${at}/overview`, (json) => listIn(fieldsOf(json).environments));
    if (!asked.ok) return asked;
    const names = asked.value.map((one) =>
      typeof one === "string" ? one : (fieldsOf(one).environment ?? fieldsOf(one).name),
    );
    return names.includes(environment)
      ? { ok: true, value: true }
      : { ok: false, refusal: noEnvironment(project, environment) };
  }

  return {
    project,
    environment,
    async look(key) {
      const found = await api.ask(pathOf(key), featureIn);
      if (!found.ok && found.refusal.absent) return { ok: true, value: { feature: null, reading: { kind: "absent" } } };
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
          const guarded = await api.send("PATCH", path, [...step.tests, ...step.sets]);
          // Up to version 6 a patch with a test is malformed, and nothing is done: then only reading guards it.
          const bare = !guarded.ok && guarded.refusal.malformed && step.tests.length > 0;
          const said = bare ? await api.send("PATCH", path, step.sets) : guarded;
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
    async knowsEnvironment() {
      if (known?.ok !== true) known = await knowsEnvironment();
      return known;
    },
  };
}

/**
 * Unleash answers with the strategy as it then is. One that is not as it was sent was not changed, whatever the status:
 * nothing more is sent, because the record of a write must not say what was not done.
 */
function confirmed(said: Said<unknown>, sent: unknown, path = ""): Said<unknown> {
  if (!said.ok) return said;
  const names = path.split("/").slice(1);
  const found = names.reduce<unknown>(
    (one, name) => (Array.isArray(one) ? one[Number(name)] : fieldsOf(one)[name]),
    said.value,
  );
  if (holds(found, sent)) return said;
  return { ok: false, refusal: refuse("unverified", "Unleash accepted a change of a strategy and did not make it") };
}

/** True where all that was sent stands in what was found; what Unleash adds makes no difference. */
function holds(found: unknown, sent: unknown): boolean {
  if (typeof sent !== "object" || sent === null) return found === sent;
  if (Array.isArray(sent)) {
    return Array.isArray(found) && found.length === sent.length && sent.every((one, index) => holds(found[index], one));
  }
  return Object.entries(sent).every(([name, value]) => holds(fieldsOf(found)[name], value));
}

function noEnvironment(project: string, environment: string): Refusal {
  return refuse(
    "not-found",
    `the project ${project} has no environment ${environment}: name one of Unleash's own in the settings`,
  );
}
