import { isObject, type Json } from "../flagd/json.ts";

/** A flag as the REST API tells it, as far as it decides who sees it. https://launchdarkly.com/docs/api/feature-flags */
export interface Flag {
  readonly key: string;
  /** For all environments at once. */
  readonly archived: boolean;
  readonly variations: readonly unknown[];
  /** Indices of the variations that new environments begin with; null where it is not said. */
  readonly defaults: { readonly on: number; readonly off: number } | null;
  /** Custom properties, for all environments at once. */
  readonly properties: Json;
  /** What else is said of the flag that moves it by itself. */
  readonly moving: readonly string[];
  /** Null for one that says something this adapter does not understand. */
  readonly environments: ReadonlyMap<string, FlagEnvironment | null>;
}

/** The flag in one environment. */
export interface FlagEnvironment {
  readonly on: boolean;
  readonly salt: string;
  /** Counts every change of the flag in this environment. */
  readonly version: number;
  /** Index of what is served while it is off; null serves the default of the caller's code. */
  readonly offVariation: number | null;
  readonly targets: readonly Target[];
  /** Targets of other context kinds. */
  readonly contextTargets: readonly Target[];
  /** What the rules are called. */
  readonly rules: readonly string[];
  /** Keys of the flags this one waits for. */
  readonly prerequisites: readonly string[];
  readonly fallthrough: Json;
  /** Where people see it, below the address of LaunchDarkly. */
  readonly page: string | null;
}

export interface Target {
  readonly contextKind: string;
  readonly variation: number;
  readonly values: readonly string[];
}

/** Null where it is no flag, or one that leaves out what decides who sees it. */
export function flagOf(json: unknown): Flag | null {
  if (!isObject(json)) return null;
  const { key, archived, variations, environments = {}, customProperties } = json;
  if (typeof key !== "string" || typeof archived !== "boolean" || !Array.isArray(variations)) return null;
  if (!isObject(environments) || !variations.every((one) => isObject(one) && "value" in one)) return null;
  return {
    key,
    archived,
    variations: variations.map(({ value }) => value),
    defaults: defaultsOf(json.defaults),
    properties: isObject(customProperties) ? customProperties : {},
    moving: movingOf(json),
    environments: new Map(Object.entries(environments).map(([name, one]) => [name, environmentOf(one)])),
  };
}

function defaultsOf(json: unknown): Flag["defaults"] {
  if (!isObject(json)) return null;
  const { onVariation: on, offVariation: off } = json;
  return typeof on === "number" && typeof off === "number" ? { on, off } : null;
}

function movingOf({ releasePipelineKey: pipeline, purpose, _purpose = purpose, experiments }: Json): readonly string[] {
  const tried = isObject(experiments) && Array.isArray(experiments.items) ? experiments.items.length : 0;
  return [
    ...(typeof pipeline === "string" && pipeline !== "" ? [`the release pipeline ${JSON.stringify(pipeline)}`] : []),
    ...(_purpose === "migration" || _purpose === "holdout" ? [`a flag whose purpose is ${_purpose}`] : []),
    ...(tried > 0 ? [tried === 1 ? "an experiment" : `${tried} experiments`] : []),
  ];
}

function environmentOf(json: unknown): FlagEnvironment | null {
  if (!isObject(json)) return null;
  const { on, salt, version, offVariation = null, fallthrough, _site } = json;
  const targets = targetsOf(json.targets);
  const contextTargets = targetsOf(json.contextTargets ?? []);
  const rules = namesOf(json.rules, ["description", "_id"]);
  const prerequisites = namesOf(json.prerequisites, ["key"]);
  if (typeof on !== "boolean" || typeof salt !== "string" || typeof version !== "number") return null;
  if (offVariation !== null && typeof offVariation !== "number") return null;
  if (targets === null || contextTargets === null || rules === null || prerequisites === null) return null;
  if (!isObject(fallthrough)) return null;
  const page = isObject(_site) && typeof _site.href === "string" ? _site.href : null;
  return { on, salt, version, offVariation, targets, contextTargets, rules, prerequisites, fallthrough, page };
}

function targetsOf(json: unknown): readonly Target[] | null {
  if (!Array.isArray(json)) return null;
  const targets: Target[] = [];
  for (const one of json) {
    if (!isObject(one) || typeof one.variation !== "number" || !Array.isArray(one.values)) return null;
    const { contextKind = "user", variation, values } = one;
    if (typeof contextKind !== "string" || !values.every((value) => typeof value === "string")) return null;
    targets.push({ contextKind, variation, values });
  }
  return targets;
}

/** The first of these texts that each entry has. */
function namesOf(json: unknown, fields: readonly string[]): readonly string[] | null {
  if (!Array.isArray(json) || !json.every(isObject)) return null;
  return json.map((one) => {
    const said = fields.map((field) => one[field]).find((value) => typeof value === "string" && value !== "");
    return typeof said === "string" ? said : "without a name";
  });
}
